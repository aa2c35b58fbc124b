namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>What a command of a pipeline does that another of it could notice: they run at the same time.</summary>
internal sealed class PipelineMember
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);
    private bool _writesErrors;
    private bool _mayEndEarly;

    /// <summary>The reserved word of a compound command, or the name of a simple one.</summary>
    public string? Kind { get; set; }

    public void Write(BashWord file)
    {
        if (file.Literal != "/dev/null")
        {
            _written.Add(file.Literal ?? file.Raw);
            _writesErrors |= file.Text == "/dev/stderr";
        }
    }

    public void Mention(BashWord word)
    {
        _mentioned.Add(word.Literal ?? word.Raw);
        _writesErrors |= word.Text == "/dev/stderr";
    }

    public bool Writes => _writesErrors || _written.Count > 0;

    /// <summary>Whether its errors go where its output goes.</summary>
    public bool JoinsErrors { get; set; }

    public void WriteErrors() => _writesErrors = true;

    public void EndEarly() => _mayEndEarly = true;

    /// <summary>What a part does, the whole does.</summary>
    public void Add(PipelineMember part)
    {
        _written.UnionWith(part._written);
        _mentioned.UnionWith(part._mentioned);
        _writesErrors |= part._writesErrors;
        _mayEndEarly |= part._mayEndEarly;
    }

    public static void Check(List<PipelineMember> members, BashFacts facts, int line)
    {
        if (members.Count < 2)
        {
            return;
        }

        facts.PipelineLine ??= line;
        if (members.Count(static member => member._writesErrors) > 1)
        {
            throw new UndeterminedException(">&2", line, "two commands of a pipeline write errors at the same time");
        }

        foreach (var writer in members)
        {
            if (members.Exists(other => other != writer
                && (other._written.Overlaps(writer._written) || other._mentioned.Overlaps(writer._written))))
            {
                throw new UndeterminedException("|", line, "a file is written while another command of the pipeline uses it");
            }
        }

        if (members.Skip(1).Any(static member => member._mayEndEarly
            || (member.Kind is not null && BashLists.StopEarly.Contains(member.Kind))))
        {
            facts.EarlyEndLine ??= line;
        }
    }
}
