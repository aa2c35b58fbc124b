using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <summary>Reads a program as a run of it is read before it is made.</summary>
internal static class Reading
{
    public static Nondeterminism? Of(string language, string code, params (string Path, string Text)[] files)
    {
        var known = LanguageCatalog.Find(language);
        return known.Determinism(
            new ProgramSource(code, known.MainFile, files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal)),
            TestContext.Current.CancellationToken);
    }
}
