using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.JavaScript.Determinism;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.JavaScript;

internal static partial class JavaScriptLanguage
{
    private const string MainFile = "main.js";

    /// <summary>Both patterns are linear in the length of the text.</summary>
    private const int MatchTimeoutMilliseconds = 1000;

    // Node detects ES module syntax by default from 22.7 and 20.19 on, with a flag from 20.10 on; before 20 a flag must
    // say that the file is a module.
    private static readonly Version DetectsModules = new(22, 7);
    private static readonly Version CanDetectModules = new(20, 10);
    private static readonly Version IsToldOfModulesBefore = new(20, 0);

    // --disable-warning exists from here on; earlier versions do not print this warning.
    private static readonly Version CanLeaveWarningsOut = new(20, 11);

    public static readonly Language Language = new()
    {
        Name = "javascript",
        Aliases = ["js", "node", "nodejs", "node.js"],
        MainFile = MainFile,
        Toolchain = new ToolchainRequirement
        {
            Commands = ["node", "nodejs"],
            VersionPrefix = "v",
            Minimum = new Version(18, 19),
            Package = "nodejs",
            ExecutableQuery = ["-p", "process.execPath"],
            FilesQuery = ["-e", WorkerFiles.Text("JavaScript/files.js")],
        },
        Runtime = new RuntimeRequirements
        {
            Memory = ByteSize.FromMebibytes(64),
            AddressSpace = RuntimeRequirements.AnyProgramAddressSpace,
            Stack = ByteSize.FromMebibytes(2),
            MinimumProcesses = 1,
            Calls = SystemCallList.JavaScript,
            Environment = ImmutableDictionary<string, string>.Empty,
        },
        Worker = "JavaScript/worker.cjs",
        Modules = [],

        // Node looks for a package.json in its start folder and caches that there is none. In the scratch folder it
        // would miss the caller's, which is written later.
        WorkingFolder = "/",
        Arguments = Arguments,
        Determinism = JavaScriptDeterminism.FindFirst,
        Limits = JavaScriptLimitPatterns.All,
        Prepare = static code => code,
        FindError = static _ => null,
        FindErrorLine = FindErrorLine,
        ToolFolders = ["node_modules", ".npm", ".yarn", ".pnpm-store", ".parcel-cache", ".turbo"],
        Hints = JavaScriptHints.Rules,
        LastExpression = new LastExpression(JavaScriptHints.EndsInExpression, JavaScriptHints.NothingPrinted),
    };

    private static ImmutableArray<string> Arguments(StartContext start)
    {
        List<string> arguments = [$"--max-old-space-size={start.Options.MaxMemoryMebibytes}"];
        var version = start.Toolchain.Version;
        if (version >= CanDetectModules && version < DetectsModules)
        {
            arguments.Add("--experimental-detect-module");
        }
        else if (version < IsToldOfModulesBefore && ModuleSyntax().IsMatch(start.Code))
        {
            arguments.Add("--experimental-default-type=module");
        }

        if (version >= CanLeaveWarningsOut)
        {
            arguments.Add("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON");
        }

        return [.. arguments, "--require", start.WorkerPath, $"{Language.ScratchFolder}/{MainFile}"];
    }

    private static int? FindErrorLine(string standardError)
    {
        var found = ErrorLocation().Matches(standardError);
        return found.Count == 0 ? null : int.Parse(found[^1].Groups["line"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>What node prints above the source line that threw; the error that ended the program comes last.</summary>
    [GeneratedRegex(
        @"^(?:file://)?/scratch/main\.js:(?<line>\d{1,9})$",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex ErrorLocation();

    /// <summary>A static import or an export at the start of a line.</summary>
    [GeneratedRegex(
        @"^[ \t]*(import[ \t]+[\w$]|import[ \t]*[*{""']|export[ \t]+(?:default|const|let|var|function|class|async)\b|export[ \t]*[*{])",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        MatchTimeoutMilliseconds)]
    private static partial Regex ModuleSyntax();
}
