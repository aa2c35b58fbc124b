namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>Checks one simple command against the allowlists.</summary>
/// <param name="function">The function that contains the command.</param>
/// <param name="position">The command's position in the script.</param>
/// <param name="parseScript">Parses a string that bash runs as a script.</param>
internal sealed class BashCommandCheck(BashSymbols symbols, PipelineStage stage, string? function, int position, Action<string> parseScript)
{
    public static bool Declares(BashWord command) => command.Literal is "local" or "declare" or "typeset" or "export" or "readonly";

    /// <param name="assignments">Number of assignments after a declaration command.</param>
    public void Check(List<BashWord> words, int assignments)
    {
        var name = words[0].Literal ?? throw Refused(words[0], "the command is not a literal");
        words.ForEach(stage.Mention);
        stage.Kind = name;
        if (symbols.IsDefined(name))
        {
            CheckCall(name, words);
        }
        else if (BashAllowlists.Tools.TryGetValue(name, out var rule))
        {
            new BashToolArguments(symbols, rule, name, stage).Check(words);
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
            throw Refused(word, "the path is outside the scratch folder");
        }
    }

    private static bool IsBelow(string path, string folder) =>
        path.StartsWith(folder, StringComparison.Ordinal) && (path.Length == folder.Length || path[folder.Length] == '/');

    /// <summary>
    /// Checks a word used as a path: its literal part must stay below the scratch folder, and its expansions must not
    /// be tainted.
    /// </summary>
    public static void CheckFile(BashSymbols symbols, BashWord word)
    {
        if (word.IsOpaque || word.First is "")
        {
            throw Refused(word, "the file is not a literal");
        }

        CheckPath(word, word.First is null ? word.Text : "x" + word.Text);
        if (word.First is { } name)
        {
            symbols.AddSink(name, word.Line, "the file is not a literal");
        }
    }

    public static void CheckTestWord(BashSymbols symbols, BashWord word, string? before)
    {
        if (word.Literal is "-nt" or "-ot" or "-ef" or "-t" or "-N" or "-O" or "-G" or "-v" or "-R")
        {
            throw Refused(word, "it depends on more than the file's content");
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
                throw Refused(words[0], "it may remove a function");
            case "getopts" when words.Count > 2:
                symbols.AssignTainted(words[2].Literal ?? throw Refused(words[2], "the name is not a literal"), words[2].Line);
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

    /// <summary><c>command</c> does not run a function of the script.</summary>
    private bool IsListed(string? command) => command is not null && !symbols.IsDefined(command)
        && (BashAllowlists.Tools.ContainsKey(command)
            || BashAllowlists.Builtins.Contains(command)
            || BashAllowlists.CheckedBuiltins.Contains(command));

    private static string NameOf(BashWord word) =>
        word.Literal is { } name && name.Length > 0 && name.All(static letter => char.IsAsciiLetterOrDigit(letter) || letter == '_')
            ? name
            : throw Refused(word, "the variable is not a literal");

    private void CheckRead(string command, List<BashWord> words)
    {
        var names = 0;
        for (var i = 1; i < words.Count; i++)
        {
            var word = words[i].Literal ?? throw Refused(words[i], "the options are not literals");
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
            throw Refused(words[0], "the folder is not a literal");
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
                        NoteOption(i + 1 < words.Count && BashAllowlists.ShellOptions.Contains(words[i + 1].Text)
                            ? words[++i]
                            : throw Refused(words[0], "it is not listed"));
                    }

                    break;
                default:
                    throw Refused(words[i], "it is not listed");
            }
        }

        if (isFirst)
        {
            throw Refused(words[0], "it lists the shell's initial variables");
        }
    }

    private void NoteOption(BashWord option)
    {
        if (option.Text == "pipefail")
        {
            symbols.PipefailLine ??= option.Line;
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

    /// <summary>The action of a trap is a script. Signals from outside do not arrive in the sandbox.</summary>
    private void CheckTrap(List<BashWord> words)
    {
        if (words.Count < 3 || words[1].Literal is not { } script
            || !words.Skip(2).All(static word => word.Literal is "EXIT" or "ERR" or "RETURN" or "INT" or "TERM" or "HUP" or "0"))
        {
            throw Refused(words[0], "the command is not a literal");
        }

        if (script != "-")
        {
            parseScript(script);
        }
    }

    private void CheckDeclaration(string name, List<BashWord> words, int names)
    {
        if (!Declares(words[0]))
        {
            throw Refused(words[0], "this use is not allowed");
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
            throw Refused(words[0], "it lists the shell's initial variables");
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
