using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.JavaScript.Determinism;
using UltimateMcp.Code.Languages.JavaScript.Linting;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.JavaScript;

internal static partial class JavaScriptLanguage
{
    private const string MainFile = "main.js";

    /// <summary>Both patterns are linear in the length of the text.</summary>
    internal const int MatchTimeoutMilliseconds = 1000;

    // Before this version, without detection of modules, a flag must say that the file is one.
    private static readonly Version IsToldOfModulesBefore = new(20, 0);

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
            InterpreterSetting = ToolchainSettings.NodeInterpreter,
            PackageFolder = new PackageFolderSetting(ToolchainSettings.NodeModulesFolder, "/node_modules"),
            ReadPackages = NodePackages.Read,
        },
        Runtime = new RuntimeRequirements
        {
            Memory = ByteSize.FromMebibytes(64),
            AddressSpace = RuntimeRequirements.AnyProgramAddressSpace,
            WritableReserve = NodeCodeRange.Of,
            Stack = ByteSize.FromMebibytes(2),
            MinimumProcesses = 1,
            Calls = SystemCallList.JavaScript,
            Environment = static _ => ImmutableDictionary<string, string>.Empty,
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
        FindErrorLine = static errors => FindErrorLine(ErrorLocation(), errors),
        Linter = static context => new JavaScriptLinter(context),
        ToolFolders = ["node_modules", ".npm", ".yarn", ".pnpm-store", ".parcel-cache", ".turbo"],
        Hints = JavaScriptHints.Rules,
        MissingModule = JavaScriptHints.MissingModule,
        LastExpression = new LastExpression(JavaScriptHints.EndsInExpression, JavaScriptHints.NothingPrinted),
    };

    private static ImmutableArray<string> Arguments(StartContext start)
    {
        var flags = NodeFlags.Of(start.Toolchain.Version, start.Options);
        if (start.Toolchain.Version < IsToldOfModulesBefore && ModuleSyntax().IsMatch(start.Code))
        {
            flags.Add("--experimental-default-type=module");
        }

        return [.. flags, "--require", start.WorkerPath, $"{Language.ScratchFolder}/{MainFile}"];
    }

    /// <param name="location">Matches what node prints above the source line that threw; the error that ended the
    /// program comes last.</param>
    internal static int? FindErrorLine(Regex location, string standardError)
    {
        var found = location.Matches(standardError);
        return found.Count == 0 ? null : int.Parse(found[^1].Groups["line"].Value, CultureInfo.InvariantCulture);
    }

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
