using Acornima.Ast;
using Identifier = Acornima.Ast.Identifier;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>Declarations, collected before a function or block is visited: a name is in scope everywhere in it.</summary>
internal sealed partial class JavaScriptAnalyzer
{
    /// <summary><c>var</c> declarations of a function, without nested functions.</summary>
    private void DeclareVariables(Node function)
    {
        var pending = new Stack<Node>(function.ChildNodes);
        while (pending.TryPop(out var node))
        {
            if (node is VariableDeclaration { Kind: VariableDeclarationKind.Var } declaration)
            {
                Declare(declaration);
            }

            if (node is not (IFunction or IClass))
            {
                foreach (var child in node.ChildNodes)
                {
                    pending.Push(child);
                }
            }
        }
    }

    private void DeclareBlock(in NodeList<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Node? declaration = statement switch
            {
                ExportNamedDeclaration exported => exported.Declaration,
                ExportDefaultDeclaration exported => exported.Declaration,
                _ => statement,
            };
            switch (declaration)
            {
                case VariableDeclaration variables when variables.Kind != VariableDeclarationKind.Var:
                    Declare(variables);
                    break;
                case FunctionDeclaration { Id: { } id }:
                    _scope.Declare(id.Name, Binding.Own);
                    break;
                case ClassDeclaration { Id: { } id }:
                    _scope.Declare(id.Name, Binding.Own);
                    break;
                case ImportDeclaration import:
                    DeclareImport(import);
                    break;
            }
        }
    }

    private void DeclareCases(SwitchStatement choice)
    {
        foreach (var one in choice.Cases)
        {
            DeclareBlock(one.Consequent);
        }
    }

    private void DeclareLoop(Node loop)
    {
        var first = loop switch
        {
            ForStatement counted => counted.Init as Node,
            ForInStatement keys => keys.Left,
            ForOfStatement values => values.Left,
            _ => null,
        };
        if (first is VariableDeclaration variables && variables.Kind != VariableDeclarationKind.Var)
        {
            Declare(variables);
        }
    }

    private void Declare(VariableDeclaration declaration)
    {
        foreach (var declarator in declaration.Declarations)
        {
            var declared = DeclaredBy(declarator);
            if (declared is not null && declarator.Id is ObjectPattern members)
            {
                DeclareMembers(members, declared);
            }
            else
            {
                DeclarePattern(declarator.Id, declared is null ? OwnOf(declaration, declarator) : new Binding(declared, null));
            }
        }
    }

    private static Binding OwnOf(VariableDeclaration declaration, VariableDeclarator declarator) =>
        declaration.Kind == VariableDeclarationKind.Const && declarator is { Id: Identifier, Init: StringLiteral text }
            ? new Binding(null, text.Value)
            : Binding.Own;

    /// <summary>
    /// The listed object that a declarator binds to a name, or to names of members: <c>const fs = require('fs')</c>,
    /// <c>const { floor } = Math</c>.
    /// </summary>
    private Reference? DeclaredBy(VariableDeclarator declarator) =>
        declarator is { Init: { } init, Id: Identifier or ObjectPattern }
        && Resolve(init is AwaitExpression { Argument: ImportExpression } awaited ? awaited.Argument : init)?.Row is { } row
        && !(declarator.Id is ObjectPattern && JavaScriptAllowlists.FullyAllowed.Contains(row))
            ? new Reference(row, null)
            : null;

    private void DeclareMembers(ObjectPattern members, Reference owner)
    {
        foreach (var member in members.Properties)
        {
            var target = member is AssignmentProperty { Computed: false, Value: Identifier name } ? name : null;
            if (target is null || member is not AssignmentProperty { Key: Identifier key })
            {
                throw Refused(member, owner.Name, "only its listed members may be used, by name");
            }

            var reference = new Reference(owner.Owner, key.Name);
            CheckListed(member, reference);
            _scope.Declare(target.Name, new Binding(UseOf(reference) == MemberUse.Free && reference.Row is null ? null : reference, null));
        }
    }

    private void DeclarePattern(Node? pattern, Binding declared)
    {
        switch (pattern)
        {
            case Identifier name:
                _scope.Declare(name.Name, declared);
                break;
            case AssignmentPattern withDefault:
                DeclarePattern(withDefault.Left, Binding.Own);
                break;
            case RestElement rest:
                DeclarePattern(rest.Argument, Binding.Own);
                break;
            case ArrayPattern list:
                foreach (var element in list.Elements)
                {
                    DeclarePattern(element, Binding.Own);
                }

                break;
            case ObjectPattern members:
                foreach (var member in members.Properties)
                {
                    DeclarePattern(member is AssignmentProperty property ? property.Value : member, Binding.Own);
                }

                break;
        }
    }

    private void DeclareImport(ImportDeclaration import)
    {
        var module = ModuleOf(import, import.Source.Value, isRequired: false);
        foreach (var specifier in import.Specifiers)
        {
            var reference = module is null ? null : new Reference(module, null);
            if (reference is not null && specifier is ImportSpecifier named && !JavaScriptAllowlists.FullyAllowed.Contains(module!))
            {
                var name = (named.Imported as Identifier)?.Name ?? ((StringLiteral)named.Imported).Value;
                reference = name == "default" ? reference : new Reference(module!, name);
                CheckListed(specifier, reference);
                reference = UseOf(reference) == MemberUse.Free && reference.Row is null ? null : reference;
            }

            _scope.Declare(specifier.Local.Name, new Binding(reference, null));
        }
    }
}
