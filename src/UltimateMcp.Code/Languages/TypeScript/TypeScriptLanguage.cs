using System.Collections.Immutable;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.JavaScript;
using UltimateMcp.Code.Languages.TypeScript.Linting;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Code.Languages.TypeScript;

/// <summary>
/// TypeScript, run by node. Its types are removed inside the sandbox by amaro, which ships with the server; they are not
/// checked.
/// </summary>
internal static partial class TypeScriptLanguage
{
    private const string MainFile = "main.ts";
    private const string Register = $"{Language.ModulesFolder}/register.cjs";
    private const string LoadMain = $"{Language.ModulesFolder}/main.mjs";

    // Hooks that load modules run in the program's own thread from 22.15 and 23.5 on.
    private static readonly Version HasHooks = new(22, 15);
    private static readonly Version HasNoHooksAgain = new(23, 0);
    private static readonly Version HasHooksAgain = new(23, 5);

    public static readonly Language Language = JavaScriptLanguage.Language with
    {
        Name = "typescript",
        Aliases = ["ts"],
        MainFile = MainFile,
        Toolchain = JavaScriptLanguage.Language.Toolchain with { Shipped = [new ShippedFolder("tools/amaro", "/worker/amaro")] },
        Runtime = JavaScriptLanguage.Language.Runtime with
        {
            Memory = ByteSize.FromMebibytes(96),

            // Room for four more WebAssembly memories, of 10 GiB each: amaro's, one in each thread that loads TypeScript.
            AddressSpace = ByteSize.FromMebibytes(64 * 1024),
        },
        Modules =
        [
            "TypeScript/modules/register.cjs", "TypeScript/modules/register-older.cjs", "TypeScript/modules/types.cjs",
            "TypeScript/modules/hooks.mjs", "TypeScript/modules/main.mjs",
        ],
        Arguments = Arguments,
        Determinism = static (_, _) => new Nondeterminism("TypeScript", Line: 1, "TypeScript is not parsed"),
        FindErrorLine = static errors => JavaScriptLanguage.FindErrorLine(ErrorLocation(), errors),
        Hints = TypeScriptHints.Rules,
        Linter = static context => new TypeScriptLinter(context),
    };

    private static ImmutableArray<string> Arguments(StartContext start) =>
        [.. ArgumentsBefore(start), $"{Language.ScratchFolder}/{MainFile}"];

    /// <summary>The arguments before the main file.</summary>
    public static ImmutableArray<string> ArgumentsBefore(StartContext start)
    {
        var version = start.Toolchain.Version;
        var hasHooks = version >= HasHooksAgain || (version >= HasHooks && version < HasNoHooksAgain);
        return
        [
            .. NodeFlags.Of(version, start.Options),
            "--require", Register,
            .. hasHooks ? (ReadOnlySpan<string>)["--require", start.WorkerPath] : ["--import", LoadMain],
        ];
    }

    [GeneratedRegex(
        @"^(?:file://)?/scratch/main\.ts:(?<line>\d{1,9})$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        JavaScriptLanguage.MatchTimeoutMilliseconds)]
    private static partial Regex ErrorLocation();
}
