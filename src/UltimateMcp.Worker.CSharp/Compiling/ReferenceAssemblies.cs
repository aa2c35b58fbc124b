using System.Collections.Immutable;
using System.Reflection;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;

namespace UltimateMcp.Worker.CSharp.Compiling;

/// <summary>
/// The reference assemblies of .NET. They are read where they lie in the mapped file of their package, so they take no
/// memory of the process.
/// </summary>
internal static class ReferenceAssemblies
{
    internal static ImmutableArray<MetadataReference> Load()
    {
        var package = typeof(Net100).Assembly;
        return
        [
            .. package.GetManifestResourceNames()
                .Where(static name => name.StartsWith("net100.", StringComparison.Ordinal))
                .Select(Reference),
        ];

        MetadataReference Reference(string name) => AssemblyMetadata.Create(Module(package, name)).GetReference(display: name);
    }

    private static unsafe ModuleMetadata Module(Assembly package, string name)
    {
        var image = (UnmanagedMemoryStream)package.GetManifestResourceStream(name)!;
        return ModuleMetadata.CreateFromImage((nint)image.PositionPointer, (int)image.Length);
    }
}
