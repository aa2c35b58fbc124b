using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>The result of a compilation: an assembly with its symbols, or errors.</summary>
internal sealed record CompiledProgram(MemoryStream Assembly, MemoryStream Symbols, ImmutableArray<CompilationError> Errors)
{
    internal const string Name = "Main";

    /// <summary>Where the assembly and its symbols are written. The home of programs is /tmp.</summary>
    private const string Folder = "/tmp/.dotnet-program";

    private const int MaximumErrors = 50;

    /// <summary>
    /// From a file: the runtime copies an assembly without one to anonymous shared memory, which the sandbox does not
    /// have.
    /// </summary>
    /// <param name="folder">Each assembly needs its own: the runtime remembers it by its path.</param>
    public Assembly LoadInto(AssemblyLoadContext context, string folder = Folder)
    {
        Directory.CreateDirectory(folder);
        var path = $"{folder}/{Name}.dll";
        Write(Assembly, path);
        Write(Symbols, $"{folder}/{Name}.pdb");
        return context.LoadFromAssemblyPath(path);
    }

    private static void Write(MemoryStream content, string path)
    {
        using var file = File.Create(path, bufferSize: 1);
        content.WriteTo(file);
    }

    /// <summary>The errors as the compiler prints them, one a line.</summary>
    public string ErrorText
    {
        get
        {
            var lines = Errors.Take(MaximumErrors).Select(static error => error.ToString());
            var left = Errors.Length - MaximumErrors;
            return string.Join('\n', left > 0 ? lines.Append($"{left} more errors are not shown.") : lines) + "\n";
        }
    }
}
