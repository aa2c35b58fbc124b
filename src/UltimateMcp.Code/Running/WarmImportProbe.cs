using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Running;

/// <summary>
/// Finds out which of the modules that a language shall import before each program can be imported, and how much memory
/// they need: it imports them once in the sandbox, when the language is first used. The result is kept as long as its
/// toolchain. A module that ends the interpreter is left out, and the others are tried again.
/// </summary>
public sealed class WarmImportProbe(BubblewrapSandbox sandbox, WarmImportOptions imports, RunOptions options)
{
    /// <summary>Imports may be slow when nothing of them is in the page cache.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>More than any package needs to be imported; what it did need is added to the memory of each run.</summary>
    private const int Mebibytes = 4096;

    private readonly ConditionalWeakTable<Toolchain, Lazy<Task<Toolchain>>> _probed = [];

    /// <summary>The toolchain with its <see cref="Toolchain.WarmImports"/>.</summary>
    /// <exception cref="SandboxException">The sandbox could not do its job.</exception>
    public async Task<Toolchain> CompleteAsync(Language language, Toolchain toolchain, CancellationToken cancellationToken)
    {
        if (imports.Python.IsEmpty || language.WarmImportProgram is not { } program)
        {
            return toolchain;
        }

        // Callers share one probe, so none of them cancels it; it has its own timeout.
        var probing = _probed.GetValue(
            toolchain,
            key => new Lazy<Task<Toolchain>>(() => ProbeAsync(language, key, WorkerFiles.Read(program), CancellationToken.None)));
        try
        {
            return await probing.Value.WaitAsync(cancellationToken);
        }
        catch (Exception) when (probing.Value.IsFaulted)
        {
            _probed.Remove(toolchain);
            throw;
        }
    }

    private async Task<Toolchain> ProbeAsync(
        Language language, Toolchain toolchain, ReadOnlyMemory<byte> program, CancellationToken cancellationToken)
    {
        List<string> modules = [.. imports.Python];
        List<(string, string)> failed = [];
        while (modules.Count > 0)
        {
            using var result = await RunAsync(language, toolchain, program, modules, cancellationToken);
            var answers = Read(Encoding.UTF8.GetString(result.StandardOutput.Bytes.Span));
            failed.AddRange(answers.Failed);
            if (answers.Needs is { } needs)
            {
                var imported = modules.Except(failed.Select(static one => one.Item1), StringComparer.Ordinal);
                return toolchain with { WarmImports = new([.. imported], needs.Memory, needs.AddressSpace, [.. failed]) };
            }

            var culprit = answers.Begun ?? modules[0];
            var why = result.KilledFor is { } reason ? $"it was ended: {reason}" : $"the interpreter ended with {result.ExitCode}";
            failed.Add((culprit, why));
            modules.RemoveAll(module => failed.Exists(one => one.Item1 == module));
        }

        return toolchain with { WarmImports = WarmImports.None with { Failed = [.. failed] } };
    }

    private Task<SandboxResult> RunAsync(
        Language language,
        Toolchain toolchain,
        ReadOnlyMemory<byte> program,
        IReadOnlyList<string> modules,
        CancellationToken cancellationToken)
    {
        var generous = options with { MaxMemoryMebibytes = Mebibytes, MaxExecutionTime = Timeout };
        return sandbox.RunAsync(
            language.Policy(toolchain, generous, workspaces: [], code: "") with { Pool = null },
            new SandboxRequest
            {
                Nonce = "",
                Command = Language.Command("", modules),
                StandardInput = default,
                Files = [ScratchPath.TryParse(language.MainFile, out var main, out _)
                    ? new ScratchFile(main, program)
                    : throw new InvalidOperationException($"{language.MainFile} is no path in the scratch folder.")],
                Timeout = Timeout,
                ArtifactFolder = null,
            },
            new RunActivity(),
            cancellationToken);
    }

    /// <summary>What the program has printed. A line that it does not print is skipped.</summary>
    internal static Answers Read(string output)
    {
        string? begun = null;
        (ByteSize, ByteSize)? needs = null;
        var failed = ImmutableArray.CreateBuilder<(string, string)>();
        foreach (var line in output.Split('\n'))
        {
            switch (line.Split(' ', 3))
            {
                case ["begin", var module]:
                    begun = module;
                    break;
                case ["imported", _]:
                    begun = null;
                    break;
                case ["failed", var module, var why]:
                    begun = null;
                    failed.Add((module, why));
                    break;
                case ["memory", var data, var size]:
                    var own = KibibytesIn(data);
                    needs = (ByteSize.FromKibibytes(own), ByteSize.FromKibibytes(Math.Max(0, KibibytesIn(size) - own)));
                    break;
                default:
                    break;
            }
        }

        return new Answers(begun, needs, failed.ToImmutable());
    }

    private static long KibibytesIn(string text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is > 0 and < (long)Mebibytes * 1024 ? number : 0;

    /// <param name="Begun">The module whose import has not ended.</param>
    /// <param name="Needs">Null if the program did not come to its end.</param>
    internal sealed record Answers(
        string? Begun, (ByteSize Memory, ByteSize AddressSpace)? Needs, ImmutableArray<(string Module, string Why)> Failed);
}
