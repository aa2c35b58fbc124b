using UltimateMcp.Code.Languages.JavaScript.Testing;

namespace UltimateMcp.Code.Languages.TypeScript.Testing;

/// <summary>Tests in TypeScript, with node's own runner, once their types are removed.</summary>
internal static class TypeScriptTests
{
    private const string MainFile = "main.test.ts";

    public static TestRecipe Recipe { get; } = new()
    {
        Program = TypeScriptLanguage.Language with
        {
            MainFile = MainFile,
            Worker = "JavaScript/Testing/worker.cjs",
            Modules = [.. TypeScriptLanguage.Language.Modules, .. JavaScriptTests.Modules],
            PoolName = "typescript tests",
            Toolchain = TypeScriptLanguage.Language.Toolchain with { Minimum = JavaScriptTests.Minimum },
            Arguments = static start =>
                [.. TypeScriptLanguage.ArgumentsBefore(start), .. JavaScriptTests.RunnerFlags, $"{Language.ScratchFolder}/{MainFile}"],
            LastExpression = null,
        },
        Frameworks = [JavaScriptTests.Framework],
        Flags = JavaScriptTests.FlagsFor,
    };
}
