using System.Collections.Frozen;

namespace UltimateMcp.Code.Languages.Bash.Determinism;

/// <summary>How the operands of a tool are checked.</summary>
internal enum OperandRule
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>Files below the scratch folder.</summary>
    Files,

    /// <summary>The first is a pattern, the rest are files.</summary>
    PatternThenFiles,

    /// <summary>The first is a sed script, the rest are files.</summary>
    Sed,

    /// <summary>The first is an awk program, the rest are files or assignments.</summary>
    Awk,
}

/// <param name="ShortOptions">The letters of the short options.</param>
/// <param name="LongOptions">Long options, without <c>--</c> and without <c>=</c> and its argument.</param>
/// <param name="WithArgument">The letters of the short options that take an argument, in the same word or the next.</param>
/// <param name="IsOptionSafe">Whether every option of the tool, listed or not, is deterministic.</param>
internal sealed record ToolRule(
    OperandRule Operands, string ShortOptions, string WithArgument, FrozenSet<string> LongOptions, bool IsOptionSafe);

/// <summary>
/// The commands and variables that a deterministic bash script may use. Only tools that every system with bash has are
/// listed: another one could be installed between two runs.
/// </summary>
internal static class BashAllowlists
{
    /// <summary>Programs and their allowed options.</summary>
    public static readonly FrozenDictionary<string, ToolRule> Tools = new Dictionary<string, ToolRule>(StringComparer.Ordinal)
    {
        ["awk"] = Rule(OperandRule.Awk, "Fv", withArgument: "Fv", isOptionSafe: false),
        ["base32"] = Rule(OperandRule.Files, "diw", "decode wrap", withArgument: "w"),
        ["base64"] = Rule(OperandRule.Files, "diw", "decode wrap", withArgument: "w"),
        ["basename"] = Rule(OperandRule.Text, "asz", "suffix", withArgument: "s"),
        ["cat"] = Rule(OperandRule.Files, "AbeEnstTv", "number"),
        ["cksum"] = Rule(OperandRule.Files, ""),
        ["cmp"] = Rule(OperandRule.Files, "bls", "silent quiet"),
        ["comm"] = Rule(OperandRule.Files, "123z"),
        ["cp"] = Rule(OperandRule.Files, "rRafnpTv", isOptionSafe: false),
        ["cut"] = Rule(OperandRule.Files, "bcdfnsz", "delimiter fields output-delimiter complement only-delimited characters bytes",
            withArgument: "bcdf"),
        ["diff"] = Rule(OperandRule.Files, "aBbdiNqswyEt", "brief side-by-side ignore-case", isOptionSafe: false),
        ["dirname"] = Rule(OperandRule.Text, "z"),
        ["expand"] = Rule(OperandRule.Files, "it", "tabs", withArgument: "t"),
        ["expr"] = Rule(OperandRule.Text, ""),
        ["factor"] = Rule(OperandRule.Text, ""),
        ["fmt"] = Rule(OperandRule.Files, "cstuwgp", "width", withArgument: "wgp"),
        ["fold"] = Rule(OperandRule.Files, "bsw", "width spaces", withArgument: "w"),
        ["grep"] = Rule(
            OperandRule.PatternThenFiles, "abcEFGHhiLlnoqsvwxyezmABCP",
            "count extended-regexp fixed-strings ignore-case invert-match line-number only-matching quiet silent "
                + "word-regexp line-regexp no-filename color", withArgument: "emABC", isOptionSafe: false),
        ["head"] = Rule(OperandRule.Files, "ncqvz0123456789", "lines bytes", withArgument: "nc"),
        ["join"] = Rule(OperandRule.Files, "aeioj12tvz", "header", withArgument: "aeojtv12"),
        ["ls"] = Rule(OperandRule.Files, "1aAdFrRpmxCQB", "all almost-all reverse recursive", isOptionSafe: false),
        ["md5sum"] = Rule(OperandRule.Files, "bct", "check tag quiet status"),
        ["mkdir"] = Rule(OperandRule.Files, "pv", "parents"),
        ["mv"] = Rule(OperandRule.Files, "fnTv", isOptionSafe: false),
        ["nl"] = Rule(OperandRule.Files, "bdfhilnpsvw", withArgument: "bdfhilnsvw"),
        ["od"] = Rule(OperandRule.Files, "AjNtvwabcdfilosx", withArgument: "AjNtw"),
        ["paste"] = Rule(OperandRule.Files, "dsz", "delimiters serial", withArgument: "d"),
        ["rev"] = Rule(OperandRule.Files, ""),
        ["rm"] = Rule(OperandRule.Files, "rRfvd", "recursive force"),
        ["rmdir"] = Rule(OperandRule.Files, "pv"),
        ["sed"] = Rule(OperandRule.Sed, "nErse", "quiet silent regexp-extended expression", withArgument: "e", isOptionSafe: false),
        ["seq"] = Rule(OperandRule.Text, "fsw0123456789.", "separator equal-width format", withArgument: "fs"),
        ["sha1sum"] = Rule(OperandRule.Files, "bct", "check tag quiet status"),
        ["sha224sum"] = Rule(OperandRule.Files, "bct", "check tag quiet status"),
        ["sha256sum"] = Rule(OperandRule.Files, "bct", "check tag quiet status"),
        ["sha384sum"] = Rule(OperandRule.Files, "bct", "check tag quiet status"),
        ["sha512sum"] = Rule(OperandRule.Files, "bct", "check tag quiet status"),
        ["sort"] = Rule(
            OperandRule.Files, "bdfghiMnrVcCsmuzkto",
            "reverse numeric-sort unique key field-separator version-sort human-numeric-sort general-numeric-sort "
                + "ignore-case stable check output", withArgument: "kto", isOptionSafe: false),
        ["sum"] = Rule(OperandRule.Files, "rs"),
        ["tac"] = Rule(OperandRule.Files, "bs", withArgument: "s"),
        ["tail"] = Rule(OperandRule.Files, "ncqvz0123456789", "lines bytes", withArgument: "nc", isOptionSafe: false),
        ["tee"] = Rule(OperandRule.Files, "a", "append"),
        ["touch"] = Rule(OperandRule.Files, "c", isOptionSafe: false),
        ["tr"] = Rule(OperandRule.Text, "cCdst", "delete squeeze-repeats complement truncate-set1"),
        ["tsort"] = Rule(OperandRule.Files, ""),
        ["unexpand"] = Rule(OperandRule.Files, "at", "all tabs", withArgument: "t"),
        ["uniq"] = Rule(OperandRule.Files, "cdDiufswz", "count repeated unique ignore-case", withArgument: "fsw"),
        ["wc"] = Rule(OperandRule.Files, "clmwL", "lines words bytes chars", isOptionSafe: false),
        ["yes"] = Rule(OperandRule.Text, ""),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Builtins that are allowed with any arguments.</summary>
    public static readonly FrozenSet<string> Builtins = Words(": true false echo break continue shift return exit unset getopts");

    /// <summary>Builtins whose arguments are checked.</summary>
    public static readonly FrozenSet<string> CheckedBuiltins = Words(
        "printf read mapfile readarray cd pwd test [ set shopt local declare typeset export readonly let trap command builtin exec");

    /// <summary>Variables that bash or the sandbox sets to the same value in every run.</summary>
    public static readonly FrozenSet<string> Variables = Words(
        "HOME PWD OLDPWD IFS REPLY OPTARG OPTIND OPTERR BASH_VERSION BASH_VERSINFO BASH_REMATCH BASH_SOURCE",
        "BASH_LINENO BASH_SUBSHELL FUNCNAME LINENO MAPFILE",
        "PIPESTATUS OSTYPE EUID UID TMPDIR LANG SHELLOPTS");

    /// <summary>
    /// Names that may not appear anywhere: their value differs between runs, or bash uses it as a path. Arithmetic
    /// evaluates strings as expressions, so strings and comments count too.
    /// </summary>
    public static readonly FrozenSet<string> RefusedNames = Words(
        "RANDOM SRANDOM SECONDS EPOCHSECONDS EPOCHREALTIME BASH_MONOSECONDS BASHPID PPID HOSTNAME BASH_COMMAND",
        "BASH_ENV PROMPT_COMMAND PS4 TMOUT GROUPS",
        "BASH_XTRACEFD BASH_CMDS BASH_ALIASES EXECIGNORE COPROC BASH_LOADABLES_PATH TEXTDOMAIN AWKPATH GREP_OPTIONS",
        "BASH_ARGV0 LD_PRELOAD LD_LIBRARY_PATH ENV BASHOPTS DIRSTACK COMP_WORDS HISTCMD MACHTYPE HOSTTYPE COLUMNS LINES");

    /// <summary>Variables that a script may not set, because they change which commands it runs or how.</summary>
    public static readonly FrozenSet<string> UnassignableVariables = Words(
        "PATH HOME TMPDIR SHELLOPTS UID EUID POSIXLY_CORRECT LANGUAGE NLSPATH LOCPATH CDPATH GLOBIGNORE");

    public static readonly FrozenSet<string> ShellOptions = Words("errexit nounset pipefail noglob noclobber braceexpand posix");

    public static readonly FrozenSet<string> Shopts = Words(
        "nullglob extglob globstar dotglob nocasematch nocaseglob failglob inherit_errexit lastpipe patsub_replacement");

    /// <summary>Deterministic functions of awk: without random numbers, time and commands.</summary>
    public static readonly FrozenSet<string> AwkFunctions = Words(
        "length substr index split sub gsub match sprintf tolower toupper int sqrt exp log sin cos atan2");

    public static readonly FrozenSet<string> AwkKeywords = Words(
        "if else while for do break continue in function func return print printf delete next exit BEGIN END switch case default");

    public static readonly FrozenSet<string> AwkRefused = Words(
        "getline ARGV ARGC system close fflush ENVIRON PROCINFO SYMTAB FUNCTAB srand rand systime strftime mktime nextfile");

    /// <summary>Folders of the machine, which may not be read. <c>/dev</c> is checked separately.</summary>
    public static readonly string[] RefusedFolders =
        ["/proc", "/sys", "/etc", "/var", "/run", "/usr", "/bin", "/sbin", "/lib", "/worker", "/mnt", "/opt", "/home", "/root", "/boot",
            "/srv", "/media", "/workspace", "/node_modules"];

    public static readonly string[] AllowedDevices = ["/dev/null", "/dev/stdin", "/dev/stdout", "/dev/stderr", "/dev/fd/0", "/dev/fd/1",
        "/dev/fd/2"];

    /// <summary>
    /// Commands that may exit before they have read all of their input. Whether their writer then fails is a race.
    /// </summary>
    public static readonly FrozenSet<string> MayEndEarly = Words(
        "{ if for case subshell [[ (( read mapfile true false : test [ exit return echo printf cmp function");

    private static ToolRule Rule(OperandRule arguments, string shortOptions, string words = "", string withArgument = "",
        bool isOptionSafe = true) =>
        new(arguments, shortOptions, withArgument, Words(words), isOptionSafe);

    private static FrozenSet<string> Words(params ReadOnlySpan<string> lines) =>
        string.Join(' ', lines!).Split(' ', StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
