using System.Diagnostics;
using System.Reflection;
using System.Runtime.Loader;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Running;

/// <summary>The compiled program, run as the application of this process.</summary>
internal sealed class UserProgram
{
    private readonly string[] _arguments;
    private readonly Delegate _main;

    private UserProgram(Assembly assembly, string[] arguments)
    {
        var main = assembly.EntryPoint!;
        var takesArguments = main.GetParameters().Length > 0;
        _arguments = arguments;
        _main = (takesArguments, main.ReturnType == typeof(int)) switch
        {
            (true, true) => main.CreateDelegate<Func<string[], int>>(),
            (true, false) => main.CreateDelegate<Action<string[]>>(),
            (false, true) => main.CreateDelegate<Func<int>>(),
            (false, false) => main.CreateDelegate<Action>(),
        };
    }

    internal static UserProgram Load(CompiledProgram program, string[] arguments, Report report)
    {
        var assembly = program.LoadInto(AssemblyLoadContext.Default);
        ProgramCompiler.Release();
        ApplicationIdentity.Set(assembly, arguments);
        AppDomain.CurrentDomain.UnhandledException += (_, unhandled) => report.Send(
            UncaughtException.ExitCode, UncaughtException.Describe(unhandled.ExceptionObject));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => report.Send(Environment.ExitCode, failure: null);
        return new UserProgram(assembly, arguments);
    }

    /// <summary>An uncaught exception ends the process in the filter, before any finally block runs, as always.</summary>
    [StackTraceHidden]
    internal int Run()
    {
        try
        {
            return Start();
        }
        catch (Exception error) when (UncaughtException.EndProcess(error))
        {
            throw;
        }
    }

    [StackTraceHidden]
    private int Start()
    {
        switch (_main)
        {
            case Func<string[], int> main:
                return main(_arguments);
            case Func<int> main:
                return main();
            case Action<string[]> main:
                main(_arguments);
                return Environment.ExitCode;
            default:
                ((Action)_main)();
                return Environment.ExitCode;
        }
    }
}
