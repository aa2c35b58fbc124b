namespace UltimateMcp.Server;

/// <summary>The version that hosts, users and records are told.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version!.ToString(fieldCount: 3);
}
