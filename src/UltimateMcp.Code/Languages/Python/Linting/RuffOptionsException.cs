namespace UltimateMcp.Code.Languages.Python.Linting;

/// <summary>ruff refused its options.</summary>
/// <param name="reason">In its words.</param>
internal sealed class RuffOptionsException(object? reason) : Exception($"{reason}");
