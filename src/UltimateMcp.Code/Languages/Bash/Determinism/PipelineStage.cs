namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>The effects of one command of a pipeline. The commands run concurrently, so these effects may race.</summary>
internal sealed class PipelineStage
{
    private readonly HashSet<string> _written = new(StringComparer.Ordinal);
    private readonly HashSet<string> _mentioned = new(StringComparer.Ordinal);
    private bool _writesErrors;
    private bool _mayEndEarly;

    /// <summary>The reserved word of a compound command, or the name of a simple command.</summary>
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

    /// <summary>Whether stderr is redirected to stdout.</summary>
    public bool MergesErrors { get; set; }

    public void WriteErrors() => _writesErrors = true;

    public void MarkEarlyEnd() => _mayEndEarly = true;

    /// <summary>Adds the effects of a nested command.</summary>
    public void Add(PipelineStage part)
    {
        _written.UnionWith(part._written);
        _mentioned.UnionWith(part._mentioned);
        _writesErrors |= part._writesErrors;
        _mayEndEarly |= part._mayEndEarly;
    }

    public static void Check(List<PipelineStage> stages, BashSymbols symbols, int line)
    {
        if (stages.Count < 2)
        {
            return;
        }

        symbols.PipelineLine ??= line;
        if (stages.Count(static stage => stage._writesErrors) > 1)
        {
            throw new NondeterminismException(">&2", line, "two commands of a pipeline write to stderr");
        }

        foreach (var writer in stages)
        {
            if (stages.Exists(other => other != writer
                && (other._written.Overlaps(writer._written) || other._mentioned.Overlaps(writer._written))))
            {
                throw new NondeterminismException("|", line, "a file is written while another command of the pipeline uses it");
            }
        }

        if (stages.Skip(1).Any(static stage => stage._mayEndEarly
            || (stage.Kind is not null && BashAllowlists.MayEndEarly.Contains(stage.Kind))))
        {
            symbols.EarlyEndLine ??= line;
        }
    }
}
