using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Running;

/// <summary>Describes the exception that ends the program.</summary>
internal static partial class UncaughtException
{
    /// <summary>128 + SIGABRT: the runtime aborts.</summary>
    internal const int ExitCode = 134;

    private const string WorkerFrame = $"   at {nameof(UltimateMcp)}.{nameof(Worker)}.{nameof(CSharp)}.";
    private const int EAGAIN = 11;
    private const int EFBIG = 27;
    private const int MaximumErrno = 4095;

    /// <summary>
    /// Ends the process as the runtime ends it after an uncaught exception. The runtime itself would show the frame of
    /// the worker that called the program. Exceptions of other threads have no such frame, and are left to it.
    /// </summary>
    internal static bool EndProcess(Exception error)
    {
        ExceptionHandling.RaiseAppDomainUnhandledExceptionEvent(error);
        Descriptors.Write(Descriptors.Error, $"Unhandled exception. {TextOf(error)}\n");
        abort();
        return false;
    }

    internal static Failure Describe(object thrown)
    {
        if (thrown is not Exception error)
        {
            return new Failure(thrown.GetType().FullName ?? "object", "", Line: null);
        }

        var chain = Chain(error).ToList();
        return new Failure(
            NameOf(error),
            OrEmpty(() => error.Message),
            chain.Select(LineOf).FirstOrDefault(static line => line is not null),
            chain.Select(ErrnoOf).FirstOrDefault(static errno => errno is not null),
            chain.Select(RefusedBy).FirstOrDefault(static refused => refused is not null));
    }

    private static IEnumerable<Exception> Chain(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            yield return error;
        }
    }

    private static string TextOf(Exception error)
    {
        var text = OrEmpty(error.ToString);
        return text.Length == 0
            ? NameOf(error)
            : string.Join('\n', text.Split('\n').Where(static line => !line.StartsWith(WorkerFrame, StringComparison.Ordinal)));
    }

    private static string NameOf(Exception error) => error.GetType().FullName ?? error.GetType().Name;

    /// <summary>The program's own exception types may throw anything.</summary>
    private static string OrEmpty(Func<string> text)
    {
        try
        {
            return text();
        }
        catch (Exception)
        {
            return "";
        }
    }

    /// <summary>The line of the innermost frame in the main file.</summary>
    private static int? LineOf(Exception error) => new StackTrace(error, fNeedFileInfo: true).GetFrames()
        .Where(static frame => frame.GetFileName() == SourceFiles.MainFile && frame.GetFileLineNumber() > 0)
        .Select(static frame => (int?)frame.GetFileLineNumber())
        .FirstOrDefault();

    /// <summary>An IOException has the errno as its HResult, where no other exception stands for it.</summary>
    private static int? ErrnoOf(Exception error) => error switch
    {
        Win32Exception system => system.NativeErrorCode,
        IOException { HResult: > 0 and <= MaximumErrno } io => io.HResult,
        IOException or ArgumentOutOfRangeException { ParamName: "value" } when IsTooLarge(error) => EFBIG,
        _ => null,
    };

    /// <summary>Writing past a limit on files, or reserving their space ahead, throws exceptions that do not tell the errno.</summary>
    private static bool IsTooLarge(Exception error) => error is IOException
        ? IsThrownBy(error, "Microsoft.Win32.SafeHandles.SafeFileHandle.Init(")
        : IsThrownBy(error, "System.IO.RandomAccess.") || IsThrownBy(error, "System.IO.Strategies.FileStreamHelpers.CheckFileCall(");

    private static bool IsThrownBy(Exception error, string method) =>
        error.StackTrace?.TrimStart().StartsWith("at " + method, StringComparison.Ordinal) == true;

    private static string? RefusedBy(Exception error) => error switch
    {
        OutOfMemoryException when IsThrownBy(error, "System.Threading.Thread.Start") => "thread",

        // Loading an assembly from bytes needs shared memory, which the sandbox does not have.
        OutOfMemoryException when IsThrownBy(error, "System.Runtime.Loader.AssemblyLoadContext.InternalLoad") => null,
        OutOfMemoryException => "memory",
        Win32Exception { NativeErrorCode: EAGAIN } when IsThrownBy(error, "System.Diagnostics.Process.") => "process",
        _ => null,
    };

    [LibraryImport("libc")]
    private static partial void abort();
}
