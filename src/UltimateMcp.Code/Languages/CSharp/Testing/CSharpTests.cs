namespace UltimateMcp.Code.Languages.CSharp.Testing;

/// <summary>Tests in C#, with xunit, which ships with the server.</summary>
internal static class CSharpTests
{
    public static TestRecipe Recipe { get; } = new()
    {
        Program = CSharpLanguage.Language with
        {
            PoolName = "csharp tests",
            Arguments = static _ => ["exec", CSharpLanguage.Worker, "tests"],
            Runtime = CSharpLanguage.Language.Runtime with
            {
                // xunit, and a second compilation for coverage.
                Memory = CSharpLanguage.Language.Runtime.Memory + ByteSize.FromMebibytes(48),
            },
        },
        Frameworks = ["xunit"],
    };
}
