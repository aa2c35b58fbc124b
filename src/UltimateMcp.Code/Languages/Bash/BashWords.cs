using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.Bash;

/// <summary>Names in a script that make its result depend on more than its text.</summary>
internal static partial class BashWords
{
    public static readonly UncacheableWords Table = new(
    [
        (Dependence.Clock,
        [
            "date", "SECONDS", "EPOCHSECONDS", "EPOCHREALTIME", "BASH_MONOSECONDS", "time", "times", "uptime", "cal", "systime", "strftime", "dd", "PS4",
            // What is done when is a race.
            "timeout", "sleep", "TMOUT",
            // The time of a file, or of making an archive, is part of what they tell or write.
            "stat", "touch", "find", "gzip", "zip", "tar",
        ]),
        (Dependence.Randomness, ["RANDOM", "SRANDOM", "shuf", "mktemp", "random", "urandom", "uuidgen", "openssl", "rand", "srand"]),
        (Dependence.Network, ["curl", "wget", "nc", "ncat", "netcat", "ping", "ssh", "tcp", "udp", "getent", "host", "dig", "ip"]),
        (Dependence.Environment,
        [
            "env", "printenv", "hostname", "HOSTNAME", "uname", "proc", "df", "free", "nproc", "ulimit", "vmstat", "lscpu", "dmesg", "getconf", "sysctl",
        ]),
        (Dependence.Process, ["BASHPID", "PPID", "ps", "top", "pgrep", "pidof", "pid", "wait", "jobs", "coproc", "parallel"]),
        (Dependence.Hidden, ["eval", "source", "bash", "sh", "python3", "python", "perl", "node", "php", "ruby", "lua"]),
    ],
    symbols:
    [
        (Dependence.Clock, ")T"), (Dependence.Clock, "ls -"), (Dependence.Clock, " -nt "), (Dependence.Clock, " -ot "),
        (Dependence.Environment, "/sys/"),
        (Dependence.Process, "$$"), (Dependence.Process, "$!"), (Dependence.Process, ">("),
        (Dependence.Hidden, "@P}"), (Dependence.Hidden, "/dev/stdin"),
    ],
    patterns:
    [
        (Dependence.Randomness, RandomOrder()),
        (Dependence.Environment, LoggedIn()), (Dependence.Environment, AllVariables()),
        (Dependence.Process, InTheBackground()), (Dependence.Process, ManyAtOnce()),
        (Dependence.Hidden, Sourced()), (Dependence.Hidden, ComputedCommand()), (Dependence.Hidden, ComputedName()),
    ]);

    /// <summary>
    /// Behind which a command's name may stand. A parenthesis begins one, two are arithmetic, and one behind <c>=</c> is a list. A line that another continues
    /// with <c>\</c> begins none. Looked for backwards from what is rarer, so that a long text is read fast.
    /// </summary>
    private const string AsCommand =
        @"(?<=((?<!\\\n)^|[;|&`]|(?<![(=\w])\((?!\()|\b(then|do|else|elif|if|while|until|exec|command|builtin|nohup|nice)[ \t])[ \t{!]*)";

    /// <summary><c>sort -R</c>, and with it the order of files of other commands.</summary>
    [GeneratedRegex(@"[ \t]-[A-Za-z0-9]*R", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex RandomOrder();

    /// <summary>Short words that are variables more often than commands.</summary>
    [GeneratedRegex(@"\b" + AsCommand + @"(w|who|last)(?![\w=+\[(])", RegexOptions.ExplicitCapture | RegexOptions.Multiline, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex LoggedIn();

    /// <summary><c>set</c> and its like without arguments list what the shell was started with.</summary>
    [GeneratedRegex(
        @"\b" + AsCommand + @"(set|declare|typeset|export|readonly|local)([ \t]*($|[;|&)>}#])|[ \t]+-\w*p)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex AllVariables();

    /// <summary>A single <c>&amp;</c>, which is part of no redirection and no <c>case</c>.</summary>
    [GeneratedRegex(@"(?<![&|<>;\\])&(?![&>])", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex InTheBackground();

    [GeneratedRegex(@"\bxargs\b[^\n|;&]{0,80}[ \t](-\w*P|--max-procs)", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex ManyAtOnce();

    /// <summary>The command <c>.</c>.</summary>
    [GeneratedRegex(AsCommand + @"\.[ \t]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex Sourced();

    [GeneratedRegex(AsCommand + @"""?\$[\w{(@*]", RegexOptions.ExplicitCapture | RegexOptions.Multiline, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex ComputedCommand();

    /// <summary>A variable that stands for another one. <c>${!list[@]}</c> are the keys of a list.</summary>
    [GeneratedRegex(@"\$\{!(?!\w+\[[@*]\]\})|\b(declare|typeset|local)[ \t]+-\w*n", RegexOptions.ExplicitCapture, UncacheableWords.MatchTimeoutMilliseconds)]
    private static partial Regex ComputedName();
}
