namespace UltimateMcp.Code.Languages.Python.Determinism;

/// <summary>Checks the paths of files that a program opens: they must be literals below the scratch folder.</summary>
/// <param name="usesPathlib">Whether the program uses pathlib, whose paths may be joined anywhere.</param>
/// <param name="isGivenTexts">Whether the program reads arguments or input, which could be paths.</param>
internal sealed class PythonPaths(bool usesPathlib, bool isGivenTexts)
{
    public static bool IsOpened(PythonNode call)
    {
        if (call.Children.Count < 2)
        {
            return false;
        }

        var mode = call.Children.Count > 2 && call[2].Kind != PythonKind.Keyword
            ? call[2]
            : call.Children.Find(static argument => argument is { Kind: PythonKind.Keyword, Text: "mode" })?[0];
        var writes = mode is not null
            && !(mode is { Kind: PythonKind.Text, Text: { } letters } && letters.All(static letter => letter is 'r' or 'b' or 't' or 'U'));
        return call.Children.TrueForAll(static argument => argument is not { Kind: PythonKind.Keyword, Text: "opener" or "file" })
            && (call[1] is { Kind: PythonKind.Number, Text: "0" } || PathOf(call[1]) is { } path && IsAllowed(path, writes));
    }

    public static bool AreNamed(PythonNode call, bool writes) =>
        call.Children.Skip(1).All(argument => argument.Kind == PythonKind.Keyword
            || (PathOf(argument) is { } path && IsAllowed(path, writes)));

    /// <summary><c>path / name</c>: the joined path must not leave the scratch folder.</summary>
    public void CheckDivision(PythonNode node)
    {
        if (usesPathlib && isGivenTexts && node.Text!.Contains('/', StringComparison.Ordinal)
            && node.Children.Skip(1).Any(static operand => operand.Kind is not (PythonKind.Number or PythonKind.Text)))
        {
            throw new NondeterminismException("/", node.Line, "a path may be built from input");
        }
    }

    public void CheckText(PythonNode node, string text)
    {
        if (usesPathlib && ((text.StartsWith('/') && text.Length > 1) || HasParent(text) || IsCode(text)))
        {
            throw new NondeterminismException(text, node.Line, "it may be a path outside the scratch folder");
        }
    }

    private static bool IsAllowed(string path, bool writes) =>
        !HasParent(path)
        && (path.Length > 0 && path[0] != '/'
            || path.StartsWith("/tmp/", StringComparison.Ordinal)
            || path.StartsWith("/scratch/", StringComparison.Ordinal)
            || (path == "/dev/stdin" && !writes))
        && !(writes && IsCode(path));

    private static bool HasParent(string path) => path.Contains("..", StringComparison.Ordinal)
        && path.Split('/').Contains("..", StringComparer.Ordinal);

    private static bool IsCode(string path) =>
        PythonAllowlists.CodeExtensions.Any(extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    private static string? PathOf(PythonNode node) => node switch
    {
        { Kind: PythonKind.Text } => node.Text,
        { Kind: PythonKind.Name } when node.Scope!.Find(node.Text!) is { Binding: { Times: 1, Text: { } text } } => text,
        { Kind: PythonKind.Call, Children: [{ Kind: PythonKind.Attribute, Text: "join", Children: [{ Text: "path" }] }, .. var parts] } =>
            parts.ConvertAll(PathOf) is var texts
                && texts.TrueForAll(static text => text is not null && !text.StartsWith('/')) ? string.Join('/', texts) : null,
        _ => null,
    };
}
