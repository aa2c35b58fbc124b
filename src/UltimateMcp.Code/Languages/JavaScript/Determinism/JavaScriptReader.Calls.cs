using Acornima.Ast;
using Identifier = Acornima.Ast.Identifier;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>
/// Calls: what is called is read as any expression; a module that is loaded is one only where its members are taken from it.
/// </summary>
internal sealed partial class JavaScriptReader
{
    private void VisitCall(Node node)
    {
        if (node is CallExpression { Callee: Identifier { Name: "require" } callee } call && _scope.Find(callee.Name) is null)
        {
            if (call.Arguments is not [StringLiteral])
            {
                throw Found(node, "require", "what it loads does not stand in the text");
            }

            if (Resolve(node) is { } module && !JavaScriptLists.Whole.Contains(module.Owner))
            {
                throw Found(node, module.Owner, "it may not be used so");
            }

            return;
        }

        VisitChildren(node);
    }
}
