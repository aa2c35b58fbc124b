using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace UltimateMcp.Worker.CSharp.Linting;

/// <summary>
/// What a source defines. A branch is an <c>if</c>, a loop, a <c>case</c>, an arm of a switch expression, a <c>catch</c>, <c>?:</c>,
/// <c>&amp;&amp;</c>, <c>||</c> or <c>??</c>; it counts for the innermost function around it.
/// </summary>
internal sealed class SourceStructure
{
    private readonly List<LintDefinition> _functions = [];
    private readonly List<LintDefinition> _classes = [];

    private SourceStructure(CompilationUnitSyntax root)
    {
        Imports =
        [
            .. root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
                .OfType<UsingDirectiveSyntax>()
                .Select(static directive => directive.NamespaceOrType.ToString())
                .Distinct(StringComparer.Ordinal),
        ];

        Complexity = Scan(root) + 1;
        _functions.Sort(static (one, other) => one.Start.CompareTo(other.Start));
        _classes.Sort(static (one, other) => one.Start.CompareTo(other.Start));
    }

    internal IReadOnlyList<LintDefinition> Functions => _functions;

    internal IReadOnlyList<LintDefinition> Classes => _classes;

    internal IReadOnlyList<string> Imports { get; }

    internal int Complexity { get; }

    internal static SourceStructure Of(CompilationUnitSyntax root) => new(root);

    /// <summary>Not recursive: code may nest deeper than the stack.</summary>
    /// <returns>The most branches of a function.</returns>
    private int Scan(SyntaxNode root)
    {
        Dictionary<SyntaxNode, int> branches = [];
        var pending = new Stack<(SyntaxNode Node, SyntaxNode Function)>([(root, root)]);
        while (pending.TryPop(out var next))
        {
            var (node, function) = next;
            Add(node);
            branches[function] = branches.GetValueOrDefault(function) + (IsBranch(node) ? 1 : 0);
            foreach (var child in node.ChildNodes())
            {
                pending.Push((child, IsFunction(node) ? node : function));
            }
        }

        return branches.Values.Max();
    }

    private void Add(SyntaxNode node)
    {
        switch (node)
        {
            case TypeDeclarationSyntax type:
                _classes.Add(DefinitionOf(type, NameOf(type)));
                break;
            case MethodDeclarationSyntax { Body: not null } or MethodDeclarationSyntax { ExpressionBody: not null }:
                _functions.Add(DefinitionOf(node, MemberName(node, ((MethodDeclarationSyntax)node).Identifier.Text)));
                break;
            case ConstructorDeclarationSyntax constructor:
                _functions.Add(DefinitionOf(node, MemberName(node, constructor.Identifier.Text)));
                break;
            case LocalFunctionStatementSyntax local:
                _functions.Add(DefinitionOf(node, local.Identifier.Text));
                break;
        }
    }

    /// <summary>From its name, so that attributes and modifiers do not count.</summary>
    private static LintDefinition DefinitionOf(SyntaxNode node, string name)
    {
        var identifier = node.ChildTokens().FirstOrDefault(static token => token.IsKind(SyntaxKind.IdentifierToken));
        return new LintDefinition(name, identifier.IsKind(SyntaxKind.None) ? node.SpanStart : identifier.SpanStart, node.Span.End);
    }

    private static string NameOf(BaseTypeDeclarationSyntax type) => MemberName(type, type.Identifier.Text);

    private static string MemberName(SyntaxNode node, string name) => string.Join(
        '.', node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Select(static type => type.Identifier.Text).Reverse().Append(name));

    private static bool IsFunction(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax or AccessorDeclarationSyntax
            or AnonymousFunctionExpressionSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax;

    private static bool IsBranch(SyntaxNode node) => node.Kind() is
        SyntaxKind.IfStatement or SyntaxKind.WhileStatement or SyntaxKind.ForStatement or SyntaxKind.ForEachStatement
        or SyntaxKind.ForEachVariableStatement or SyntaxKind.DoStatement or SyntaxKind.CaseSwitchLabel
        or SyntaxKind.CasePatternSwitchLabel or SyntaxKind.CatchClause or SyntaxKind.ConditionalExpression
        or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.CoalesceExpression
        || node is SwitchExpressionArmSyntax { Pattern: not DiscardPatternSyntax };
}
