using System.Diagnostics;
using UltimateMcp.EndToEnd.Attacks;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Interpreters;

/// <summary>A home with mode 0700 that belongs to the server's user, in which interpreters and packages are installed.</summary>
internal sealed class UserFolder : IDisposable
{
    private const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public const string SystemPython = "/usr/bin/python3";

    private readonly TemporaryFolder _root = new();
    private readonly Identity _identity;

    public UserFolder(Identity identity)
    {
        Assert.SkipUnless(File.Exists(SystemPython), $"{SystemPython} is not installed.");
        _identity = identity;
        File.SetUnixFileMode(_root.Path, Readable);
        Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        OwnAll();
    }

    public string Path => _root.Combine("home");

    /// <summary>A real environment, with a package <c>parcel</c> 1.5 in it.</summary>
    /// <param name="options">Further options of <c>python -m venv</c>.</param>
    public string MakeEnvironment(string name, params string[] options)
    {
        var folder = System.IO.Path.Combine(Path, name);
        Run(SystemPython, ["-m", "venv", "--without-pip", .. options, folder]);
        var packages = Directory.GetDirectories($"{folder}/lib", "python3*").Single() + "/site-packages";
        AddPackage(packages);
        return folder;
    }

    /// <summary>Python of the system below a prefix of its own, with the package among the distribution's.</summary>
    public (string Python, string Prefix) InstallPython(string prefix)
    {
        var system = File.ResolveLinkTarget(SystemPython, returnFinalTarget: true)!.FullName;
        var library = System.IO.Path.GetFileName(system);
        var python = CopyProgram(system, $"{prefix}/bin/python3");
        CopyFolder($"/usr/lib/{library}", $"{prefix}/lib/{library}");
        AddPackage($"{Path}/{prefix}/lib/python3/dist-packages");
        return (python, $"{Path}/{prefix}");
    }

    /// <summary>
    /// Python of the system as others than distributions lay it out: <c>bin/python3.11</c> with links to it, and packages
    /// in a folder of <c>lib/python3.11</c>, by whichever name this interpreter looks for it.
    /// </summary>
    /// <returns>The interpreter, and the folder of packages.</returns>
    public (string Python, string Packages) InstallUpstreamPython(string prefix)
    {
        var system = File.ResolveLinkTarget(SystemPython, returnFinalTarget: true)!.FullName;
        var version = System.IO.Path.GetFileName(system);
        var python = CopyProgram(system, $"{prefix}/bin/{version}");
        File.CreateSymbolicLink($"{Path}/{prefix}/bin/python3", version);
        File.CreateSymbolicLink($"{Path}/{prefix}/bin/python", version);
        var library = $"{Path}/{prefix}/lib/{version}";
        CopyFolder($"/usr/lib/{version}", $"{prefix}/lib/{version}");
        var start = new ProcessStartInfo(python, ["-B", "-c", "import site; print('\\n'.join(site.getsitepackages()))"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var packages = process.StandardOutput.ReadToEnd().Split('\n').First(path => path.StartsWith(library, StringComparison.Ordinal));
        return (python, packages);
    }

    /// <summary>A binary that starts another program under its own name.</summary>
    public void CompileShim(string name, string target)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gcc"), "gcc is not installed.");
        var source = Place(name + ".c", $$"""
            #include <unistd.h>
            int main(int count, char **arguments) { return execv("{{target}}", arguments); }
            """);
        Run("/usr/bin/gcc", ["-o", $"{Path}/{name}", source]);
        OwnAll();
    }

    public void Link(string name, string target)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, target);
        OwnAll();
    }

    public void AddPackage(string packages)
    {
        Write($"{packages}/parcel/__init__.py", "CONTENT = 'delivered'\n");
        Write($"{packages}/parcel-1.5.dist-info/METADATA", "Name: parcel\n");
        OwnAll();
    }

    public string Place(string name, string text)
    {
        var path = System.IO.Path.Combine(Path, name);
        Write(path, text);
        OwnAll();
        return path;
    }

    public string PlaceProgram(string name, string text)
    {
        var path = Place(name, text);
        File.SetUnixFileMode(path, Readable);
        return path;
    }

    public string CopyProgram(string source, string name)
    {
        var path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!, Readable);
        File.Copy(source, path);
        File.SetUnixFileMode(path, Readable);
        OwnAll();
        return path;
    }

    /// <summary>An interpreter's library, without what is large and not needed here.</summary>
    public void CopyFolder(string source, string name)
    {
        Directory.CreateDirectory(System.IO.Path.Combine(Path, name));
        Run("/bin/sh", ["-c", "cd \"$1\" && tar -c --exclude=test --exclude=__pycache__ --exclude='config-*' . | tar -x -C \"$2\"", "sh",
            source, System.IO.Path.Combine(Path, name)]);
        OwnAll();
    }

    public static void Run(string program, IEnumerable<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false })!;
        Assert.True(process.WaitForExit(TestServer.Timeout), program);
        Assert.Equal(0, process.ExitCode);
    }

    public void Dispose() => _root.Dispose();

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private void OwnAll()
    {
        if (Identities.IsRoot)
        {
            var user = Identities.NumberOf(_identity);
            Run("/bin/chown", ["-hR", $"{user}:{user}", Path]);
        }
    }
}
