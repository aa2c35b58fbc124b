namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Holds one simple command against the lists.</summary>
/// <param name="function">The function that the command stands in.</param>
/// <param name="position">Where it stands in the script.</param>
/// <param name="readScript">Reads a string that becomes a script.</param>
internal sealed class BashCommandCheck(BashSymbols symbols, PipelineStage stage, string? function, int position, Action<string> readScript)
{
    public static bool Declares(BashWord command) => command.Literal is "local" or "declare" or "typeset" or "export" or "readonly";

    /// <param name="assignments">How many stand behind a command that declares.</param>
    public void Check(List<BashWord> words, int assignments)
    {
        var name = words[0].Literal ?? throw Refused(words[0], "which command it is does not stand in the text");
        words.ForEach(stage.Mention);
        stage.Kind = name;
        if (symbols.IsDefined(name))
        {
            CheckCall(name, words);
        }
        else if (BashAllowlists.Tools.TryGetValue(name, out var row))
        {
            new BashToolArguments(symbols, row, name, stage).Check(words);
        }
        else if (BashAllowlists.CheckedBuiltins.Contains(name))
        {
            CheckBuiltin(name, words, assignments);
        }
        else if (BashAllowlists.Builtins.Contains(name))
        {
            CheckPlain(name, words);
        }
        else
        {
            CheckCall(name, words);
        }
    }

    public static NondeterminismException Refused(BashWord word, string why) => new(word.Raw, word.Line, why);

    public static void CheckPath(BashWord word, string path)
    {
        var isAllowed = !(path.StartsWith('/') && !IsBelow(path, "/tmp") && !IsBelow(path, "/scratch")
            && !BashAllowlists.AllowedDevices.Contains(path, StringComparer.Ordinal))
            && !(path.Contains("..", StringComparison.Ordinal) && path.Split('/').Contains("..", StringComparer.Ordinal));
        if (!isAllowed)
        {
            throw Refused(word, "the path leads elsewhere");
        }
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    /// <summary>A word that is a path: what is literal of it leads below the scratch folder, and what is not cannot be any text.</summary>
    public static void CheckFile(BashSymbols symbols, BashWord word)
    {
        if (word.IsOpaque || word.First is "")
        {
            throw Refused(word, "which file it is does not stand in the text");
        }

        CheckPath(word, word.First is null ? word.Text : "x" + word.Text);
        if (word.First is { } name)
        {
            symbols.AddSink(name, word.Line, "which file it is does not stand in the text");
        }
    }

    public static void CheckTestWord(BashSymbols symbols, BashWord word, string? before)
    {
        if (word.Literal is "-nt" or "-ot" or "-ef" or "-t" or "-N" or "-O" or "-G" or "-v" or "-R")
        {
            throw Refused(word, "it tells of more than the file");
        }

        if (before is "-e" or "-f" or "-d" or "-r" or "-w" or "-x" or "-s" or "-L" or "-h"
            or "-p" or "-S" or "-b" or "-c" or "-k" or "-g" or "-u" or "-a")
        {
            CheckFile(symbols, word);
        }
    }

    private void CheckCall(string name, List<BashWord> words)
    {
        symbols.Call(name, function, position, words[0].Line);
        stage.Kind = "function";
        PassOn(words.Skip(1));
    }

    private void PassOn(IEnumerable<BashWord> arguments)
    {
        foreach (var argument in arguments)
        {
            symbols.Flow(BashSymbols.Positional, argument);
            if (argument is { First: null, Text: ['/', _, ..] })
            {
                CheckPath(argument, argument.Text);
            }
        }
    }

    private void CheckPlain(string name, List<BashWord> words)
    {
        switch (name)
        {
            case "break" or "exit" or "return":
                stage.MarkEarlyEnd();
                break;
            case "unset" when words.Exists(static word => word.Text.StartsWith('-') && word.Text != "-v"):
                throw Refused(words[0], "it may take a function away");
            case "getopts" when words.Count > 2:
                symbols.AssignTainted(words[2].Literal ?? throw Refused(words[2], "its name does not stand in the text"), words[2].Line);
                symbols.Taint("OPTARG");
                break;
        }
    }

    private void CheckBuiltin(string name, List<BashWord> words, int assignments)
    {
        switch (name)
        {
            case "printf" when words is [_, { Literal: "-v" }, var target, ..]:
                symbols.AssignTainted(NameOf(target), target.Line);
                break;
            case "printf" or "pwd" or "let":
                break;
            case "read" or "mapfile" or "readarray":
                CheckRead(name, words);
                break;
            case "cd":
                CheckFolderChange(words);
                break;
            case "test" or "[":
                for (var i = 1; i < words.Count; i++)
                {
                    CheckTestWord(symbols, words[i], words[i - 1].Literal);
                }

                break;
            case "set":
                CheckSet(words);
                break;
            case "shopt":
                CheckShopt(words);
                break;
            case "trap":
                CheckTrap(words);
                break;
            case "command" or "builtin" when words.Count > 1 && IsListed(words[1].Literal):
                Check(words[1..], assignments);
                break;
            case "exec" when words.Count == 1:
                break;
            default:
                CheckDeclaration(name, words, assignments);
                break;
        }
    }

    /// <summary>A function of the script is not what <c>command</c> would run.</summary>
    private bool IsListed(string? command) => command is not null && !symbols.IsDefined(command)
        && (BashAllowlists.Tools.ContainsKey(command) || BashAllowlists.Builtins.Contains(command) || BashAllowlists.CheckedBuiltins.Contains(command));

    private static string NameOf(BashWord word) =>
        word.Literal is { } name && name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? name
            : throw Refused(word, "which variable it is does not stand in the text");

    private void CheckRead(string command, List<BashWord> words)
    {
        var names = 0;
        for (var i = 1; i < words.Count; i++)
        {
            var word = words[i].Literal ?? throw Refused(words[i], "its options do not stand in the text");
            if (!word.StartsWith('-'))
            {
                symbols.AssignTainted(NameOf(words[i]), words[i].Line);
                names++;
            }
            else if (word.Skip(1).Any(letter => !(command == "read" ? "rpandNsi" : "tdnsO").Contains(letter, StringComparison.Ordinal)))
            {
                throw Refused(words[i], "the option is not listed");
            }
            else if (word[^1] is 'p' or 'n' or 'N' or 'd' or 'i' or 'O' || (word[^1] == 's' && command != "read"))
            {
                i++;
            }
        }

        if (names == 0)
        {
            symbols.Taint(command == "read" ? "REPLY" : "MAPFILE");
        }
    }

    private void CheckFolderChange(List<BashWord> words)
    {
        if (words.Count != 2 || words[1].Text.StartsWith('-'))
        {
            throw Refused(words[0], "where it leads does not stand in the text");
        }

        CheckFile(symbols, words[1]);
    }

    private void CheckSet(List<BashWord> words)
    {
        var isFirst = true;
        for (var i = 1; i < words.Count; i++, isFirst = false)
        {
            switch (words[i].Literal)
            {
                case "--":
                    PassOn(words.Skip(i + 1));
                    return;
                case "-o" or "+o" when i + 1 < words.Count && BashAllowlists.ShellOptions.Contains(words[i + 1].Text):
                    NoteOption(words[++i]);
                    break;
                case { Length: > 1 } letters when letters[0] is '-' or '+'
                    && letters.Skip(1).All(static letter => "eufCBETo".Contains(letter, StringComparison.Ordinal)):
                    if (letters.EndsWith('o'))
                    {
                        NoteOption(i + 1 < words.Count
                            && BashAllowlists.ShellOptions.Contains(words[i + 1].Text) ? words[++i] : throw Refused(words[0], "it is not listed"));
                    }

                    break;
                default:
                    throw Refused(words[i], "it is not listed");
            }
        }

        if (isFirst)
        {
            throw Refused(words[0], "it lists what the shell was started with");
        }
    }

    private void NoteOption(BashWord option)
    {
        if (option.Text == "pipefail")
        {
            symbols.PipeFailureLine ??= option.Line;
        }
    }

    private static void CheckShopt(List<BashWord> words)
    {
        if (words.Count < 3 || words[1].Literal is not ("-s" or "-u" or "-q")
            || !words.Skip(2).All(static word => BashAllowlists.Shopts.Contains(word.Text)))
        {
            throw Refused(words[0], "the option is not listed");
        }
    }

    /// <summary>What is trapped is a script. Of signals only the shell's own come.</summary>
    private void CheckTrap(List<BashWord> words)
    {
        if (words.Count < 3 || words[1].Literal is not { } script
            || !words.Skip(2).All(static word => word.Literal is "EXIT" or "ERR" or "RETURN" or "INT" or "TERM" or "HUP" or "0"))
        {
            throw Refused(words[0], "what it runs does not stand in the text");
        }

        if (script != "-")
        {
            readScript(script);
        }
    }

    private void CheckDeclaration(string name, List<BashWord> words, int names)
    {
        if (!Declares(words[0]))
        {
            throw Refused(words[0], "it may not be used so");
        }

        foreach (var word in words.Skip(1))
        {
            if (word.Text.StartsWith('-') || word.Text.StartsWith('+'))
            {
                CheckLetters(name, word, words.Count);
            }
            else
            {
                symbols.Assign(NameOf(word), word.Line);
                names++;
            }
        }

        if (names == 0)
        {
            throw Refused(words[0], "it lists what the shell was started with");
        }
    }

    private static void CheckLetters(string name, BashWord word, int count)
    {
        if (word.Literal is not { } letters || letters.Skip(1).Any(static letter => !"aAilrugxp".Contains(letter,
            StringComparison.Ordinal)) || (letters.Contains('p', StringComparison.Ordinal) && (count < 3 || name == "export")))
        {
            throw Refused(word, "the option is not listed");
        }
    }
}
