using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace UltimateMcp.Code.Languages.CSharp;

/// <summary>Hints for mistakes that are common in C# code.</summary>
internal static partial class CSharpHints
{
    public static readonly ImmutableArray<HintRule> Rules =
    [
        .. SharedHints.Rules,
        new HintRule("NuGet packages cannot be used: only the libraries of .NET itself are there. Pass C# files of your own in files.")
        {
            Errors = ["error CS0246", "error CS0234", "error CS9298", "error CS7011"],
            Code = Package(),
        },
        new HintRule("The code has no top-level statements and no Main: begin with statements, or add static void Main().")
        {
            Errors = ["error CS5001"],
        },
        new HintRule(SharedHints.NoNetwork.Hint)
        {
            Errors = ["System.Net.Http.HttpRequestException", "System.Net.Sockets.SocketException (11)"],
        },
        new HintRule("An assembly can be loaded from a file, not from bytes: use Assembly.LoadFrom(path).")
        {
            Errors = ["   at System.Runtime.Loader.AssemblyLoadContext.InternalLoad(ReadOnlySpan"],
        },
        new HintRule("Console.ReadLine() returned null: pass what the program reads as stdin, a line each.")
        {
            Errors = ["NullReferenceException", "ArgumentNullException"],
            Code = ReadsLine(),
        },
        new HintRule("There is only the invariant culture: use CultureInfo.InvariantCulture, and formats that name what they show.")
        {
            Errors = ["CultureNotFoundException"],
        },
        new HintRule("The stack overflowed: the first thread's has 8 MB, others have 1.5. new Thread(work, maxStackSize) gives more.")
        {
            Signal = "SIGABRT",
            Errors = ["Stack overflow."],
        },
    ];

    /// <summary>A directive of file-based programs, or a namespace that is not .NET's own.</summary>
    [GeneratedRegex(
        @"^[ \t]*#[:r]|^[ \t]*(global[ \t]+)?using[ \t]+(static[ \t]+)?(?!System\b|Microsoft\.(CSharp|VisualBasic|Win32)\b)[A-Z][\w.]*;",
        HintRule.CodeOptions,
        HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex Package();

    [GeneratedRegex(@"\bConsole\.(In\.)?ReadLine\(", HintRule.CodeOptions, HintRule.MatchTimeoutMilliseconds)]
    private static partial Regex ReadsLine();
}
