using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using UltimateMcp.Code.Languages.JavaScript.Determinism;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Policy;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.JavaScript;

internal sealed partial class JavaScriptLanguage : Language
{
    // A file is an ES module when its syntax says so. Node sees that by itself from 22.7 and 20.19 on, behind a flag from 20.10 on; before 20 it can only be told.
    private static readonly Version DetectsModules = new(22, 7);
    private static readonly Version CanDetectModules = new(20, 10);
    private static readonly Version IsToldOfModulesBefore = new(20, 0);

    // Names one warning to leave out; earlier versions have no such flag, and do not warn.
    private static readonly Version CanLeaveWarningsOut = new(20, 11);

    /// <summary>Both patterns read a text once.</summary>
    private const int MatchTimeoutMilliseconds = 1000;

    public override string Name => "javascript";

    public override string MainFile => "main.js";

    public override ToolchainNeed Toolchain { get; } = new()
    {
        Commands = ["node", "nodejs"],
        VersionPrefix = "v",
        Minimum = new Version(18, 19),
        Package = "nodejs",
        AskForExecutable = ["-p", "process.execPath"],
        AskForFiles = ["-e", WorkerFiles.Text("files.js")],
    };

    public override DeterminismReader Determinism => JavaScriptDeterminism.FirstIn;

    protected override ByteSize RuntimeMemory => ByteSize.FromMebibytes(64);

    protected override SystemCallList Calls => SystemCallList.JavaScript;

    protected override LimitSigns Signs => JavaScriptSigns.Table;

    protected override string Worker => "worker.cjs";

    protected override ImmutableArray<string> Arguments(Toolchain toolchain, RunOptions options, string workerPath, string code)
    {
        List<string> arguments = [$"--max-old-space-size={options.MaxMemoryMebibytes}"];
        if (toolchain.Version >= CanDetectModules && toolchain.Version < DetectsModules)
        {
            arguments.Add("--experimental-detect-module");
        }
        else if (toolchain.Version < IsToldOfModulesBefore && ModuleSyntax().IsMatch(code))
        {
            arguments.Add("--experimental-default-type=module");
        }

        if (toolchain.Version >= CanLeaveWarningsOut)
        {
            arguments.Add("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON");
        }

        return [.. arguments, "--require", workerPath, $"{ScratchFolder}/{MainFile}"];
    }

    public override int? LineFrom(string standardError)
    {
        var found = Place().Matches(standardError);
        return found.Count == 0 ? null : int.Parse(found[^1].Groups["line"].Value, CultureInfo.InvariantCulture);
    }

    /// <summary>What node writes above the line of code that threw; what ended the program comes last.</summary>
    [GeneratedRegex(@"^(?:file://)?/scratch/main\.js:(?<line>\d{1,9})$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex Place();

    /// <summary>A static import or an export at the start of a line.</summary>
    [GeneratedRegex(@"^[ \t]*(import[ \t]+[\w$]|import[ \t]*[*{""']|export[ \t]+(?:default|const|let|var|function|class|async)\b|export[ \t]*[*{])", RegexOptions.Multiline | RegexOptions.ExplicitCapture, MatchTimeoutMilliseconds)]
    private static partial Regex ModuleSyntax();
}
