namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>A listed object, or a member of one, that an expression or a name stands for.</summary>
/// <param name="Owner">A row of <see cref="JavaScriptAllowlists.Members"/>.</param>
internal sealed record Reference(string Owner, string? Member)
{
    public string Name => Member is null ? Owner : $"{Owner}.{Member}";

    /// <summary>The row that this is itself, where it is one.</summary>
    public string? Row => Member is null ? Owner : JavaScriptAllowlists.Inner.GetValueOrDefault(Name);
}

/// <param name="Reference">What the name stands for; null of one that is the program's own.</param>
/// <param name="Text">The string that a constant is.</param>
internal sealed record Binding(Reference? Reference, string? Text)
{
    public static readonly Binding Own = new(null, null);
}

/// <summary>The names that a function or a block declares.</summary>
internal sealed class Scope(Scope? outer)
{
    private readonly Dictionary<string, Binding> _names = new(StringComparer.Ordinal);

    public Scope? Outer => outer;

    /// <summary>A name that is declared twice stands for what is most guarded.</summary>
    public void Declare(string name, Binding declared)
    {
        if (!_names.TryGetValue(name, out var other) || other == Binding.Own || (other.Text is not null && declared != other))
        {
            _names[name] = other?.Text is not null && declared.Reference is null ? Binding.Own : declared;
        }
    }

    public Binding? Find(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            if (scope._names.TryGetValue(name, out var declared))
            {
                return declared;
            }
        }

        return null;
    }
}
