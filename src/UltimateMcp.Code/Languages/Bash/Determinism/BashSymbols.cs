namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>
/// The symbols of a script, collected by the parser and checked at the end: variables that are assigned, read or
/// tainted (they may hold any text), and functions, each of which must be defined before it is called.
/// </summary>
internal sealed class BashSymbols
{
    /// <summary>The name that stands for <c>$1</c>, <c>$@</c> and the other positional parameters.</summary>
    public const string Positional = "@";

    private readonly HashSet<string> _assigned = new(StringComparer.Ordinal);
    private readonly List<(string Name, int Line)> _read = [];
    private readonly HashSet<string> _tainted = new(StringComparer.Ordinal);
    private readonly List<(string From, string To)> _copies = [];
    private readonly List<(string Name, int Line, string Why)> _sinks = [];
    private readonly Dictionary<string, int> _functions = new(StringComparer.Ordinal);
    private readonly List<(string Name, string? Caller, int Position, int Line)> _calls = [];

    public int? PipefailLine { get; set; }

    public int? EarlyEndLine { get; set; }

    public int? PipelineLine { get; set; }

    /// <summary>Line of the first group of commands whose stderr is redirected to their stdout.</summary>
    public int? MergeLine { get; set; }

    public void Assign(string name, int line)
    {
        if (BashAllowlists.UnassignableVariables.Contains(name) || name.StartsWith("BASH_", StringComparison.Ordinal)
            || name.StartsWith("LD_", StringComparison.Ordinal))
        {
            throw new NondeterminismException(name, line, "it changes which commands run or how");
        }

        _assigned.Add(name);
    }

    /// <summary>Assigns a value. The variable is tainted if the value is not literal or looks like an option.</summary>
    public void Assign(string name, BashWord value)
    {
        Assign(name, value.Line);
        Flow(name, value);
    }

    public void Flow(string name, BashWord value)
    {
        if (value.First is { Length: > 0 } from)
        {
            _copies.Add((from, name));
        }
        else if (value.First is not null || value.Text == "/" || value.IsOpaque
            || (value.Text.StartsWith('-') && !char.IsAsciiDigit(value.Text.ElementAtOrDefault(1))))
        {
            _tainted.Add(name);
        }
    }

    public void AssignTainted(string name, int line)
    {
        Assign(name, line);
        _tainted.Add(name);
    }

    public void Taint(string name) => _tainted.Add(name);

    public void Read(string name, int line) => _read.Add((name, line));

    /// <summary>Marks a place where a tainted variable is refused.</summary>
    public void AddSink(string name, int line, string why) => _sinks.Add((name, line, why));

    public void Define(string name, int position, int line)
    {
        if (!_functions.TryAdd(name, position))
        {
            throw new NondeterminismException(name, line, "the function is defined twice");
        }
    }

    public bool IsDefined(string name) => _functions.ContainsKey(name);

    public void Call(string name, string? caller, int position, int line) => _calls.Add((name, caller, position, line));

    public void Check()
    {
        foreach (var (name, line) in _read)
        {
            if (!_assigned.Contains(name) && !BashAllowlists.Variables.Contains(name))
            {
                throw new NondeterminismException(name, line, "the script does not assign it, and it is not listed");
            }
        }

        CheckCalls();
        CheckSinks();
        if (PipelineLine is not null && MergeLine is { } merge)
        {
            throw new NondeterminismException("2>&1", merge, "stderr and stdout of concurrent commands go to one stream");
        }

        if ((PipefailLine is not null || _read.Exists(static read => read.Name == "PIPESTATUS")) && EarlyEndLine is { } early)
        {
            throw new NondeterminismException("pipefail", early,
                "a command may exit before it has read its input, and whether its writer fails is a race");
        }
    }

    private void CheckSinks()
    {
        var pending = new Queue<string>(_tainted);
        var copies = _copies.ToLookup(static copy => copy.From, static copy => copy.To, StringComparer.Ordinal);
        while (pending.TryDequeue(out var from))
        {
            foreach (var to in copies[from].Where(_tainted.Add))
            {
                pending.Enqueue(to);
            }
        }

        foreach (var (name, line, why) in _sinks)
        {
            if (_tainted.Contains(name))
            {
                throw new NondeterminismException(name, line, why);
            }
        }
    }

    /// <summary>
    /// A function called at the top level must be defined by then, with all functions that it calls: else bash may run
    /// a command of that name.
    /// </summary>
    private void CheckCalls()
    {
        var calls = _calls.Where(static call => call.Caller is not null).ToLookup(static call => call.Caller!, StringComparer.Ordinal);
        var definedBy = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (name, _, _, line) in _calls)
        {
            if (!_functions.ContainsKey(name))
            {
                throw new NondeterminismException(name, line, "it is neither a listed command nor a function of the script");
            }
        }

        foreach (var (name, _, position, line) in _calls.Where(static call => call.Caller is null))
        {
            if (LastDefinition(name, calls, definedBy) >= position)
            {
                throw new NondeterminismException(name, line, "it may be called before it is defined");
            }
        }
    }

    /// <summary>Position of the last definition among a function and all functions that it calls.</summary>
    private int LastDefinition(string name, ILookup<string, (string Name, string? Caller, int Position, int Line)> calls,
        Dictionary<string, int> known)
    {
        if (known.TryGetValue(name, out var last))
        {
            return last;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal) { name };
        var pending = new Queue<string>(seen);
        while (pending.TryDequeue(out var next))
        {
            last = Math.Max(last, _functions[next]);
            foreach (var inner in calls[next].Where(inner => seen.Add(inner.Name)))
            {
                pending.Enqueue(inner.Name);
            }
        }

        return known[name] = last;
    }
}
