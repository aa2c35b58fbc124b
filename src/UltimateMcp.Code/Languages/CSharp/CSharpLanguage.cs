using System.Collections.Immutable;
using System.Globalization;
using UltimateMcp.Code.Languages.CSharp.Linting;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox.Seccomp;

namespace UltimateMcp.Code.Languages.CSharp;

internal static class CSharpLanguage
{
    private const string Folder = Language.WorkerFolder + "/csharp";
    /// <summary>Path of the worker's program in the sandbox.</summary>
    internal const string Worker = Folder + "/UltimateMcp.Worker.CSharp.dll";

    /// <summary>What the compiler keeps on the managed heap.</summary>
    private const int CompilerHeapMebibytes = 32;

    public static readonly Language Language = new()
    {
        Name = "csharp",
        Aliases = ["cs", "c#", "dotnet", ".net"],
        MainFile = "Main.cs",
        Toolchain = new ToolchainRequirement
        {
            Commands = ["dotnet"],
            Folders = InstallationFolders(),
            VersionQuery = ["exec", Worker, "version"],
            VersionPrefix = ".NET ",
            NoVersion = "has no runtime of .NET 10 (Microsoft.NETCore.App 10.0)",
            Minimum = new Version(10, 0),
            Package = "dotnet-runtime-10.0",
            DownloadPage = "https://dotnet.microsoft.com/download/dotnet/10.0",
            ExecutableQuery = null,
            FilesQuery = ["exec", Worker, "files"],
            Shipped = [new ShippedFolder("worker-csharp", Folder)],
        },
        Runtime = new RuntimeRequirements
        {
            // Once warm, the compiler and its heap take 72 MiB. The rest is for the compilation of the program.
            Memory = ByteSize.FromMebibytes(112),
            AddressSpace = RuntimeRequirements.AnyProgramAddressSpace,

            // Of the main thread, as usual. Other threads get less by the environment.
            Stack = ByteSize.FromMebibytes(8),
            MinimumProcesses = 1,
            Calls = SystemCallList.CSharp,
            Environment = Environment,
        },
        Worker = null,
        Modules = [],
        WorkingFolder = Language.ScratchFolder,
        Arguments = static _ => ["exec", Worker],
        Determinism = static (_, _) => NotChecked,
        Limits = CSharpLimitPatterns.All,
        Prepare = static code => code,
        EmptyProgram = "return;",
        FindError = static _ => null,
        FindErrorLine = static _ => null,
        Linter = static context => new CSharpLinter(context),
        ToolFolders = ["bin", "obj", ".vs"],
        Hints = CSharpHints.Rules,
        LastExpression = null,
    };

    private static readonly Nondeterminism NotChecked = new("C#", 1, "programs in C# are not checked");

    private static ImmutableDictionary<string, string> Environment(RunOptions options) => ImmutableDictionary.CreateRange(
        StringComparer.Ordinal,
        [
            // In hexadecimal. An allocation beyond it throws OutOfMemoryException.
            KeyValuePair.Create("DOTNET_GCHeapHardLimit", Hexadecimal((long)(options.MaxMemoryMebibytes + CompilerHeapMebibytes) << 20)),

            // The default depends on the caches of the processor, and can be all of the memory.
            KeyValuePair.Create("DOTNET_GCgen0size", Hexadecimal(16 << 20)),

            // Each stack counts as memory in full. The default would be the main thread's.
            KeyValuePair.Create("DOTNET_Thread_DefaultStackSize", Hexadecimal(1536 << 10)),

            // Otherwise generated code is mapped twice, from a memfd, which the sandbox does not have.
            KeyValuePair.Create("DOTNET_EnableWriteXorExecute", "0"),

            // No debugger, profiler or diagnostic port.
            KeyValuePair.Create("DOTNET_EnableDiagnostics", "0"),
            KeyValuePair.Create("DOTNET_gcServer", "0"),
            KeyValuePair.Create("DOTNET_NOLOGO", "1"),
        ]);

    private static string Hexadecimal(long value) => value.ToString("x", CultureInfo.InvariantCulture);

    /// <summary>Where packages and the install script put .NET.</summary>
    private static ImmutableArray<string> InstallationFolders() =>
    [
        .. new[]
        {
            System.Environment.GetEnvironmentVariable("DOTNET_ROOT"),
            "/usr/share/dotnet",
            "/usr/lib/dotnet",
            "/usr/lib64/dotnet",
            System.Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home ? home + "/.dotnet" : null,
        }.OfType<string>().Where(Path.IsPathFullyQualified),
    ];
}
