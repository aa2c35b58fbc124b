using Acornima.Ast;
using Identifier = Acornima.Ast.Identifier;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>
/// Calls: what is called is read as any expression; a module that is loaded is one only where its members are taken
/// from it.
/// </summary>
internal sealed partial class JavaScriptAnalyzer
{
    private void VisitCall(Node node)
    {
        if (node is CallExpression { Callee: Identifier { Name: "require" } callee } call && _scope.Find(callee.Name) is null)
        {
            if (call.Arguments is not [StringLiteral])
            {
                throw Refused(node, "require", "what it loads does not stand in the text");
            }

            if (Resolve(node) is { } module && !JavaScriptAllowlists.FullyAllowed.Contains(module.Owner))
            {
                throw Refused(node, module.Owner, "it may not be used so");
            }

            return;
        }

        VisitChildren(node);
    }
}
