using System.Buffers;

namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>
/// Checks whether a bash script is deterministic. The script is parsed. Each command must be listed with its options
/// (<see cref="BashAllowlists"/>) or be a function that is already defined, each variable must be assigned by the
/// script or listed, and each file must be below the scratch folder. Concurrent commands may not use the same files.
/// </summary>
internal static class BashDeterminism
{
    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    public static Nondeterminism? FindFirst(ProgramSource program, CancellationToken cancellationToken)
    {
        if (program.IsTooLong)
        {
            return new Nondeterminism("…", 1, "it is too long");
        }

        try
        {
            var code = program.Code.StartsWith('\ufeff') ? program.Code[1..] : program.Code;
            var script = WithoutInterpreterLine(code.Replace("\r\n", "\n", StringComparison.Ordinal), out var firstLine);
            CheckData(program, cancellationToken);
            Check(script, firstLine, program.Arguments, cancellationToken);
            return null;
        }
        catch (NondeterminismException exception)
        {
            return exception.Finding;
        }
    }

    /// <summary>In the whole text: any string may become a path.</summary>
    public static void CheckFolders(string text, int line)
    {
        for (var at = text.IndexOf('/', StringComparison.Ordinal); at >= 0; at = text.IndexOf('/', at + 1))
        {
            var rest = text.AsSpan(at);
            foreach (var folder in BashAllowlists.RefusedFolders)
            {
                if (rest.StartsWith(folder, StringComparison.Ordinal) && (rest.Length == folder.Length
                    || !(char.IsAsciiLetterOrDigit(rest[folder.Length]) || rest[folder.Length] is '_' or '-')))
                {
                    throw new NondeterminismException(folder, line, "the path is outside the scratch folder");
                }
            }

            if (rest.StartsWith("/dev/", StringComparison.Ordinal) && !IsAllowedDevice(rest))
            {
                throw new NondeterminismException("/dev/", line, "the device is not listed");
            }
        }
    }

    private static bool IsAllowedDevice(ReadOnlySpan<char> path)
    {
        foreach (var device in BashAllowlists.AllowedDevices)
        {
            if (path.StartsWith(device, StringComparison.Ordinal)
                && (path.Length == device.Length || !char.IsAsciiLetterOrDigit(path[device.Length])))
            {
                return true;
            }
        }

        return false;
    }

    private static void Check(string script, int firstLine, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        CheckFolders(script, firstLine);
        CheckNames(script, firstLine);
        if (script.Contains("%(", StringComparison.Ordinal))
        {
            throw new NondeterminismException("%(", firstLine, "printf may show the time");
        }

        var symbols = new BashSymbols();
        foreach (var argument in arguments)
        {
            CheckArgument(argument, symbols);
        }

        new BashParser(script, firstLine, symbols, cancellationToken).ParseScript();
        symbols.Check();
    }

    /// <summary>Input may reach arithmetic, which evaluates it as an expression.</summary>
    private static void CheckData(ProgramSource program, CancellationToken cancellationToken)
    {
        foreach (var text in program.Arguments.Concat(program.Files.Values).Append(program.StandardInput))
        {
            cancellationToken.ThrowIfCancellationRequested();
            CheckNames(text, 1);
            if (text.Length > ProgramSource.MaximumLength || text.Contains("[$(", StringComparison.Ordinal)
                || text.Contains("[`", StringComparison.Ordinal))
            {
                throw new NondeterminismException("[$(", 1, "arithmetic would evaluate it");
            }
        }
    }

    private static void CheckArgument(string argument, BashSymbols symbols)
    {
        if (argument.StartsWith('-') || argument.StartsWith('/') || argument.Contains("..", StringComparison.Ordinal)
            || argument.Contains('[', StringComparison.Ordinal))
        {
            symbols.Taint(BashSymbols.Positional);
        }
    }

    private static void CheckNames(string text, int line)
    {
        var lookup = BashAllowlists.RefusedNames.GetAlternateLookup<ReadOnlySpan<char>>();
        var rest = text.AsSpan();
        while (rest.IndexOfAny(NameCharacters) is >= 0 and var start)
        {
            line += rest[..start].Count('\n');
            rest = rest[start..];
            var length = rest.IndexOfAnyExcept(NameCharacters) is >= 0 and var end ? end : rest.Length;
            if (lookup.Contains(rest[..length]))
            {
                throw new NondeterminismException(rest[..length].ToString(), line, "its value differs between runs");
            }

            rest = rest[length..];
        }
    }

    /// <summary>A shebang such as <c>#!/usr/bin/env bash</c> has no effect: bash gets the script directly.</summary>
    private static string WithoutInterpreterLine(string code, out int firstLine)
    {
        firstLine = 1;
        if (!code.StartsWith("#!", StringComparison.Ordinal))
        {
            return code;
        }

        firstLine = 2;
        return code.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var end ? code[(end + 1)..] : "";
    }
}
