using System.Diagnostics;
using UltimateMcp.EndToEnd.Attacks;
using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Corpus;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record Ending(int? ExitCode, string Stdout, string Stderr);

/// <summary>
/// Runs a program of the corpus as an ordinary process of the server's user: in its own folder, with the environment
/// that it has in the sandbox.
/// </summary>
internal static class OrdinaryProcess
{
    /// <summary>The runtime of the tests ignores some signals, and its child processes would inherit that.</summary>
    private static readonly string[] WithDefaultSignals = ["/usr/bin/env", "--default-signal=INT,QUIT,PIPE"];

    /// <param name="compiled">The reply with the assembly of a program in C#.</param>
    public static async Task<Ending> RunAsync(CorpusProgram program, AttackServer server, ToolAnswer? compiled)
    {
        using var folder = new TemporaryFolder();
        var (work, temporary) = (folder.Combine("work"), folder.Combine("tmp"));
        Directory.CreateDirectory(work);
        Directory.CreateDirectory(temporary);
        var command = compiled is null
            ? await CommandAsync(program, server, work)
            : await CompiledCommandAsync(compiled, server, folder.Combine("Main.dll"));
        if (Identities.IsRoot)
        {
            Array.ForEach([folder.Path, work, temporary], path => Identities.Own(path, server.Identity));
        }

        return await RunAsync(work, temporary, [.. Identities.Prefix(server.Identity), .. WithDefaultSignals, .. command]);
    }

    private static async Task<string[]> CommandAsync(CorpusProgram program, AttackServer server, string work)
    {
        var interpreter = await server.InterpreterAsync(program.Language);
        var main = Path.Combine(work, program.MainFile);
        await File.WriteAllTextAsync(main, program.Code);
        if (program.Language == "typescript")
        {
            await TypeScriptSource.RemoveTypesAsync(main, interpreter, server.Binary);
        }

        return program.Language == "python" ? [interpreter, "-B", program.MainFile] : [interpreter, program.MainFile];
    }

    private static async Task<string[]> CompiledCommandAsync(ToolAnswer compiled, AttackServer server, string assembly)
    {
        Assert.True(compiled is { IsError: false, Artifacts.Count: > 0 }, compiled.ToString());
        await File.WriteAllBytesAsync(assembly, await server.AssemblyOfAsync(compiled));
        return await server.CSharpCommandAsync(assembly);
    }

    private static async Task<Ending> RunAsync(string work, string temporary, string[] command)
    {
        var start = new ProcessStartInfo(command[0])
        {
            WorkingDirectory = work,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        Array.ForEach(command[1..], start.ArgumentList.Add);
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["HOME"] = start.Environment["TMPDIR"] = temporary;
        start.Environment["LANG"] = "C.UTF-8";

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(CorpusProgram.TimeLimit);
        return new(process.ExitCode, await output, await errors);
    }
}
