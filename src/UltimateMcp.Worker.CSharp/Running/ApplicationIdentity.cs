using System.Reflection;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Running;

/// <summary>Makes the program the application of this process, as if <c>dotnet /scratch/Main.dll</c> had started it.</summary>
internal static class ApplicationIdentity
{
    internal static void Set(Assembly assembly, string[] arguments)
    {
        Assembly.SetEntryAssembly(assembly);
        AppContext.SetData("APP_CONTEXT_BASE_DIRECTORY", SourceFiles.Folder + "/");

        // There is no public way to set them. Without the field, the program sees the worker's own.
        typeof(Environment).GetField("s_commandLineArgs", BindingFlags.NonPublic | BindingFlags.Static)
            ?.SetValue(null, (string[])[$"{SourceFiles.Folder}/Main.dll", .. arguments]);
    }
}
