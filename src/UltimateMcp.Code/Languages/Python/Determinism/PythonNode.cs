namespace UltimateMcp.Code.Languages.Python.Determinism;

internal enum PythonKind
{
    // Expressions.
    Name, Number, Text, Formatted, Constant, Attribute, Call, Keyword, Star, DoubleStar, Subscript, Slice, Tuple, List, Set, Dictionary,
    ListComprehension, SetComprehension, DictionaryComprehension, Generator, Clause, Lambda, Binary, Boolean, Unary, Compare, Conditional,
        Await, Yield, Named,

    // Statements and their parts.
    Nothing, Block, Expression, Assign, AugmentedAssign, AnnotatedAssign, Return, Raise, Assert, Delete, Global, Import, ImportFrom, Alias,
        If, While, For, Try,
    Handler, With, WithItem, Function, Parameters, Parameter, Decorators, Class, Match, Case, Pass, Module,
}

/// <summary>A node of the syntax tree.</summary>
/// <param name="text">A name, an operator or the value of a string; null for other kinds.</param>
internal sealed class PythonNode(PythonKind kind, int line, string? text)
{
    public PythonKind Kind => kind;

    public int Line => line;

    public string? Text => text;

    public PythonNode? Parent { get; private set; }

    public List<PythonNode> Children { get; } = [];

    /// <summary>The scope for its names, set by the binder.</summary>
    public PythonScope? Scope { get; set; }

    /// <summary>Whether it is a name that is bound here, not read.</summary>
    public bool IsTarget { get; set; }

    public PythonNode this[int index] => Children[index];

    public PythonNode With(params IEnumerable<PythonNode> children)
    {
        foreach (var child in children)
        {
            child.Parent = this;
            Children.Add(child);
        }

        return this;
    }

    public bool IsA(params ReadOnlySpan<PythonKind> kinds) => kinds.Contains(kind);
}
