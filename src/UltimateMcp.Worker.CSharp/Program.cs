using System.Diagnostics;
using System.Runtime.InteropServices;
using UltimateMcp.Worker.CSharp.Compiling;
using UltimateMcp.Worker.CSharp.Linting;
using UltimateMcp.Worker.CSharp.Running;
using UltimateMcp.Worker.CSharp.Testing;

namespace UltimateMcp.Worker.CSharp;

/// <summary>
/// The C# worker. It loads and warms up the compiler, waits for the code, compiles it in memory, and runs it in this
/// process as <c>dotnet Main.dll</c> would run it. The protocol is described in UltimateMcp.Sandbox/WorkerProtocol.cs.
/// With the argument <c>lint</c> it is a service that checks code and runs none, with <c>tests</c> it runs tests.
/// Outside the sandbox, the arguments <c>version</c> and <c>files</c> answer the queries of the toolchain search.
/// </summary>
internal static class Program
{
    private const int CompilationFailed = 1;

    /// <summary>The program runs on the main thread, so this frame is below all of its own.</summary>
    [StackTraceHidden]
    private static int Main(string[] arguments)
    {
        switch (arguments)
        {
            case ["version"]:
                Descriptors.Write(Descriptors.Output, RuntimeInformation.FrameworkDescription + "\n");
                return 0;
            case ["files"]:
                Descriptors.Write(Descriptors.Output, InstallationFiles.List());
                return 0;
            case ["lint"]:
                LintService.Run();
                return 0;
            case ["tests"]:
                FileSizeSignal.Ignore();
                return TestProgram.Run();
            default:
                return Prepare(out var exitCode) is { } program ? program.Run() : exitCode;
        }
    }

    /// <summary>Null if there is nothing to run.</summary>
    private static UserProgram? Prepare(out int exitCode)
    {
        exitCode = 0;
        FileSizeSignal.Ignore();
        WarmUp.Run();
        Descriptors.SignalReady();
        if (Descriptors.ReadCommand() is not [var nonce, .. var arguments])
        {
            return null;
        }

        Descriptors.SignalBegun();
        var report = new Report(nonce);
        var compiled = ProgramCompiler.Compile(SourceFiles.Read());
        if (compiled.Errors is [var first, ..])
        {
            exitCode = CompilationFailed;
            Descriptors.Write(Descriptors.Error, compiled.ErrorText);
            report.Send(exitCode, first.ToFailure());
            return null;
        }

        return UserProgram.Load(compiled, arguments, report);
    }
}
