using System.Collections.Immutable;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;
using UltimateMcp.Sandbox.Policy;

namespace UltimateMcp.Code.Languages.JavaScript;

internal sealed class JavaScriptLanguage : Language
{
    // The file is an ES module when its syntax says so: by itself from 20.19 and 22.7 on, behind a flag from 18.19 on.
    private static readonly Version DetectsModules = new(22, 7);

    // Names one warning to leave out; earlier versions have no such flag, and do not warn.
    private static readonly Version CanLeaveWarningsOut = new(20, 11);

    public override string Name => "javascript";

    public override string MainFile => "main.js";

    public override ToolchainNeed Toolchain { get; } = new()
    {
        Language = "javascript",
        Commands = ["node", "nodejs"],
        VersionPrefix = "v",
        Minimum = new Version(18, 19),
        Package = "nodejs",
        AskForExecutable = ["-p", "process.execPath"],
    };

    public override UncacheableWords Uncacheable => JavaScriptWords.Table;

    protected override ByteSize RuntimeMemory => ByteSize.FromMebibytes(64);

    protected override bool BoundAddressSpace => false;

    protected override FailureMarkers Markers { get; } = new(
        Memory: ["heap out of memory", "Array buffer allocation failed", "Invalid array buffer length", "ENOMEM"],
        File: ["EFBIG", "ENOSPC"],
        Processes: ["EAGAIN"]);

    protected override string Worker => "worker.cjs";

    protected override ImmutableArray<string> Arguments(Toolchain toolchain, RunOptions options, string workerPath)
    {
        List<string> arguments = [$"--max-old-space-size={options.MaxMemoryMebibytes}"];
        if (toolchain.Version < DetectsModules)
        {
            arguments.Add("--experimental-detect-module");
        }

        if (toolchain.Version >= CanLeaveWarningsOut)
        {
            arguments.Add("--disable-warning=MODULE_TYPELESS_PACKAGE_JSON");
        }

        return [.. arguments, "--require", workerPath, $"{ScratchFolder}/{MainFile}"];
    }
}
