using UltimateMcp.Code.Languages;

namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <summary>Checks whether a program is deterministic, as the runner does.</summary>
internal static class ProgramCheck
{
    public static Nondeterminism? Of(string language, string code, params (string Path, string Text)[] files)
    {
        var known = LanguageCatalog.Find(language);
        return known.Determinism(
            new ProgramSource(code, known.MainFile, files.ToDictionary(file => file.Path, file => file.Text, StringComparer.Ordinal)),
            TestContext.Current.CancellationToken);
    }
}
