using Acornima.Ast;
using Identifier = Acornima.Ast.Identifier;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>Walks the syntax tree of one file with its scopes, and checks each name and member.</summary>
internal sealed partial class JavaScriptAnalyzer(
    string path, IReadOnlyDictionary<string, string> files, CancellationToken cancellationToken)
{
    private readonly List<Node> _path = [];
    private readonly List<string> _loads = [];
    private Scope _scope = new(null);
    private int _functions;
    private bool _isStrict;
    private bool _awaitsFiles;
    private bool _readsStream;

    /// <summary>Files of the request that this file loads.</summary>
    public IReadOnlyList<string> Loads => _loads;

    public void Read(Acornima.Ast.Program program)
    {
        _isStrict = program.Strict;
        DeclareVariables(program);
        DeclareBlock(program.Body);
        VisitChildren(program);
        if (_awaitsFiles && _readsStream)
        {
            throw Refused(program, "files and a stream are read concurrently");
        }
    }

    private void Visit(Node node)
    {
        if (_path.Count > ProgramSource.MaximumNesting)
        {
            throw Refused(node, "it is nested too deeply");
        }

        _path.Add(node);
        if ((node.Range.Start & 0xFF) == 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        VisitNode(node);
        _path.RemoveAt(_path.Count - 1);
    }

    private void VisitNode(Node node)
    {
        switch (node)
        {
            case Identifier or MemberExpression:
                VisitReference((Expression)node);
                break;
            case IFunction function:
                VisitFunction(node, function);
                break;
            case IClass declared:
                VisitClass(node, declared);
                break;
            case VariableDeclarator declarator:
                VisitDeclarator(declarator);
                break;
            case BlockStatement block:
                InScope(() => DeclareBlock(block.Body), block);
                break;
            case SwitchStatement choice:
                InScope(() => DeclareCases(choice), choice);
                break;
            case ForStatement or ForInStatement or ForOfStatement:
                InScope(() => DeclareLoop(node), node);
                break;
            case CatchClause clause:
                InScope(() => DeclarePattern(clause.Param, Binding.Own), clause);
                break;
            default:
                VisitSyntax(node);
                break;
        }
    }

    private void VisitSyntax(Node node)
    {
        switch (node)
        {
            case WithStatement:
                throw Refused(node, "names in it cannot be resolved");
            case ThisExpression:
                CheckThis(node);
                break;
            case MetaProperty meta:
                CheckMeta(meta);
                break;
            case StringLiteral text:
                CheckText(text, text.Value);
                break;
            case TemplateLiteral { Expressions.Count: 0, Quasis: [var only] }:
                CheckText(node, only.Value.Cooked ?? "");
                break;
            case NonLogicalBinaryExpression sum:
                VisitBinary(sum);
                break;
            case UnaryExpression { Operator: Acornima.Operator.TypeOf, Argument: Identifier }:
            case LabeledStatement or BreakStatement or ContinueStatement when node is not LabeledStatement:
                break;
            case LabeledStatement labeled:
                Visit(labeled.Body);
                break;
            case CallExpression or NewExpression:
                VisitCall(node);
                break;
            case Property property:
                VisitProperty(property);
                break;
            case ImportDeclaration or ImportExpression or ExportNamedDeclaration or ExportAllDeclaration or ImportAttribute:
                VisitModule(node);
                break;
            default:
                VisitChildren(node);
                break;
        }
    }

    private void VisitChildren(Node node)
    {
        foreach (var child in node.ChildNodes)
        {
            Visit(child);
        }
    }

    private void InScope(Action declare, Node node)
    {
        _scope = new Scope(_scope);
        declare();
        VisitChildren(node);
        _scope = _scope.Outer!;
    }

    private void VisitFunction(Node node, IFunction function)
    {
        var wasStrict = _isStrict;
        _isStrict |= function.Body is FunctionBody { Strict: true };
        _functions++;
        _scope = new Scope(_scope);
        if (node is not ArrowFunctionExpression)
        {
            _scope.Declare("arguments", Binding.Own);
        }

        if (node is FunctionExpression && function.Id is { } id)
        {
            _scope.Declare(id.Name, Binding.Own);
        }

        foreach (var parameter in function.Params)
        {
            DeclarePattern(parameter, Binding.Own);
        }

        // Default values of parameters do not see the body's declarations.
        foreach (var parameter in function.Params)
        {
            VisitPattern(parameter);
        }

        _scope = new Scope(_scope);
        if (function.Body is FunctionBody body)
        {
            DeclareVariables(body);
            DeclareBlock(body.Body);
            _path.Add(body);
            VisitChildren(body);
            _path.RemoveAt(_path.Count - 1);
        }
        else
        {
            Visit(function.Body);
        }

        _scope = _scope.Outer!.Outer!;
        _functions--;
        _isStrict = wasStrict;
    }

    private void VisitClass(Node node, IClass declared)
    {
        var wasStrict = _isStrict;
        _isStrict = true;
        _scope = new Scope(_scope);
        if (declared.Id is { } id)
        {
            _scope.Declare(id.Name, Binding.Own);
        }

        foreach (var child in node.ChildNodes.Where(child => child != declared.Id))
        {
            if (child is ClassBody body)
            {
                VisitMembers(body);
            }
            else
            {
                Visit(child);
            }
        }

        _scope = _scope.Outer!;
        _isStrict = wasStrict;
    }

    /// <summary>
    /// The names of a class's own members are not checked (<c>constructor</c> is one). Their bodies are not the top
    /// level.
    /// </summary>
    private void VisitMembers(ClassBody body)
    {
        _functions++;
        foreach (var element in body.Body)
        {
            if (element is IProperty member)
            {
                if (member.Computed)
                {
                    Visit(member.Key);
                }

                if (member.Value is { } value)
                {
                    Visit(value);
                }
            }
            else
            {
                // A static block has its own scope.
                _scope = new Scope(_scope);
                DeclareVariables((Node)element);
                DeclareBlock(((StaticBlock)element).Body);
                VisitChildren((Node)element);
                _scope = _scope.Outer!;
            }
        }

        _functions--;
    }

    private void VisitDeclarator(VariableDeclarator declarator)
    {
        if (declarator.Init is null || DeclaredBy(declarator) is null)
        {
            VisitPattern(declarator.Id);
            if (declarator.Init is { } init)
            {
                Visit(init);
            }
        }
        else if (declarator.Init is AwaitExpression)
        {
            CheckAwait(declarator.Init);
        }
    }

    /// <summary>The names that a pattern binds are not references; default values and computed keys are visited.</summary>
    private void VisitPattern(Node? pattern)
    {
        switch (pattern)
        {
            case null or Identifier:
                break;
            case AssignmentPattern withDefault:
                VisitPattern(withDefault.Left);
                Visit(withDefault.Right);
                break;
            case RestElement rest:
                VisitPattern(rest.Argument);
                break;
            case ArrayPattern list:
                foreach (var element in list.Elements)
                {
                    VisitPattern(element);
                }

                break;
            case ObjectPattern properties:
                VisitKeys(properties);
                break;
            default:
                Visit(pattern);
                break;
        }
    }

    private void VisitKeys(ObjectPattern pattern)
    {
        foreach (var property in pattern.Properties)
        {
            if (property is AssignmentProperty { Value: var value } assigned)
            {
                CheckKey(assigned.Key, assigned.Computed);
                VisitPattern(value);
            }
            else
            {
                VisitPattern(property);
            }
        }
    }

    private static NondeterminismException Refused(Node node, string why) => Refused(node, node.TypeText, why);

    private static NondeterminismException Refused(Node node, string what, string why) => new(what, node.Location.Start.Line, why);
}
