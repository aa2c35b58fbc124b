using Acornima.Ast;
using Identifier = Acornima.Ast.Identifier;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>Calls. A loaded module may only be used to access its members.</summary>
internal sealed partial class JavaScriptAnalyzer
{
    private void VisitCall(Node node)
    {
        if (node is CallExpression { Callee: Identifier { Name: "require" } callee } call && _scope.Find(callee.Name) is null)
        {
            if (call.Arguments is not [StringLiteral])
            {
                throw Refused(node, "require", "the module is not a literal");
            }

            if (Resolve(node) is { } module && !JavaScriptAllowlists.FullyAllowed.Contains(module.Owner))
            {
                throw Refused(node, module.Owner, "this use is not allowed");
            }

            return;
        }

        VisitChildren(node);
    }
}
