using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.JavaScript.Testing;

/// <summary>Tests in JavaScript, with node's own runner.</summary>
internal static class JavaScriptTests
{
    public const string Framework = "node:test";

    private const string MainFile = "main.test.js";

    /// <summary>From this version on a test knows whether it has passed.</summary>
    public static readonly Version Minimum = new(20, 12);

    public static ImmutableArray<string> Modules { get; } =
    [
        "JavaScript/Testing/modules/test-channel.cjs", "JavaScript/Testing/modules/test-hooks.mjs",
        "JavaScript/Testing/modules/test-reporter.mjs",
    ];

    public static TestRecipe Recipe { get; } = new()
    {
        Program = JavaScriptLanguage.Language with
        {
            MainFile = MainFile,
            Worker = "JavaScript/Testing/worker.cjs",
            Modules = Modules,
            PoolName = "javascript tests",
            Toolchain = JavaScriptLanguage.Language.Toolchain with { Minimum = Minimum },
            Arguments = static start =>
            [
                .. NodeFlags.Of(start.Toolchain.Version, start.Options),
                "--require", start.WorkerPath, .. RunnerFlags, $"{Language.ScratchFolder}/{MainFile}",
            ],
            LastExpression = null,
        },
        Frameworks = [Framework],
        Flags = FlagsFor,
    };

    public static ImmutableArray<string> RunnerFlags { get; } =
        ["--import", $"{Language.ModulesFolder}/test-hooks.mjs", $"--test-reporter={Language.ModulesFolder}/test-reporter.mjs"];

    public static ImmutableArray<string> FlagsFor(TestSelection selection) =>
    [
        .. selection.Filter.Length > 0 ? (string[])[$"--test-name-pattern={Regex.Escape(selection.Filter)}"] : [],
        .. selection.WithCoverage ? (string[])["--experimental-test-coverage"] : [],
    ];
}
