using UltimateMcp.Code.Running;

namespace UltimateMcp.Code.Languages.Bash;

/// <summary>Names in a script that make its result depend on more than its text.</summary>
internal static class BashWords
{
    public static readonly UncacheableWords Table = new(
    [
        (Dependence.Clock, ["date", "SECONDS", "EPOCHSECONDS", "EPOCHREALTIME", "time", "times", "uptime", "stat", "cal", "systime", "strftime"]),
        (Dependence.Randomness, ["RANDOM", "SRANDOM", "shuf", "mktemp", "random", "urandom", "uuidgen", "openssl", "rand", "srand"]),
        (Dependence.Network, ["curl", "wget", "nc", "ncat", "netcat", "ping", "ssh", "tcp", "udp", "getent", "host", "dig", "ip"]),
        (Dependence.Environment, ["env", "printenv", "hostname", "HOSTNAME", "uname", "proc", "df", "free", "nproc", "ulimit"]),
        (Dependence.Process, ["BASHPID", "PPID", "ps", "top", "pgrep", "pidof", "pid"]),
        (Dependence.Hidden, ["eval", "source", "python3", "python", "perl", "node", "php", "ruby", "lua"]),
    ],
    symbols: [(Dependence.Process, "$$"), (Dependence.Process, "$!"), (Dependence.Clock, ")T"), (Dependence.Clock, "ls -"), (Dependence.Hidden, "${!")]);
}
