using Acornima;
using Acornima.Ast;
using Identifier = Acornima.Ast.Identifier;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>Rules for names, members, calls and modules.</summary>
internal sealed partial class JavaScriptAnalyzer
{
    private const string StandardInput = "/dev/stdin";

    private Node Parent(int above = 1) => _path[^(above + 1)];

    /// <summary>The listed object or member that an expression refers to; null if none.</summary>
    private Reference? Resolve(Node node)
    {
        switch (node)
        {
            case Identifier name when _scope.Find(name.Name) is { } declared:
                return declared.Reference;
            case Identifier name when JavaScriptAllowlists.GlobalObjects.Contains(name.Name):
                return new Reference(name.Name, null);
            case MemberExpression member when Resolve(member.Object)?.Row is { } row && !JavaScriptAllowlists.FullyAllowed.Contains(row):
                return NameOf(member) is { } key
                    ? new Reference(row, key)
                    : throw Refused(node, row, "only its listed members may be used, by name");
            case CallExpression { Arguments: [StringLiteral module],
                Callee: Identifier { Name: "require" } callee } when _scope.Find(callee.Name) is null:
                return ModuleOf(node, module.Value, isRequired: true) is { } required ? new Reference(required, null) : null;
            case ImportExpression { Source: StringLiteral module, Options: null }:
                return ModuleOf(node, module.Value, isRequired: false) is { } imported ? new Reference(imported, null) : null;
            case AwaitExpression { Argument: ImportExpression import }:
                return Resolve(import);
            case ParenthesizedExpression inner:
                return Resolve(inner.Expression);
            default:
                return null;
        }
    }

    private static string? NameOf(MemberExpression member) => (member.Property, member.Computed) switch
    {
        (Identifier name, false) => name.Name,
        (StringLiteral text, true) => text.Value,
        _ => null,
    };

    private static MemberUse UseOf(Reference reference) => reference.Name is "process.stdin" or "process.stdout" or "process.stderr"
        ? MemberUse.Stream
        : JavaScriptAllowlists.Uses.GetValueOrDefault(reference.Name);

    private static void CheckListed(Node node, Reference reference)
    {
        if (reference.Member is { } member
            && JavaScriptAllowlists.Members[reference.Owner] is var listed && !listed.Contains("*") && !listed.Contains(member))
        {
            throw Refused(node, reference.Name, "it is not listed");
        }
    }

    private void VisitReference(Expression node)
    {
        if (Resolve(node) is { } reference)
        {
            CheckListed(node, reference);
            CheckUse(node, reference);
        }
        else if (node is MemberExpression member)
        {
            CheckMember(member);
            Visit(member.Object);
            if (member.Computed)
            {
                Visit(member.Property);
            }
        }
        else if (node is Identifier name && _scope.Find(name.Name) is null && !JavaScriptAllowlists.Globals.Contains(name.Name))
        {
            throw Refused(node, name.Name, "it is neither declared nor listed");
        }
    }

    private void CheckUse(Expression node, Reference reference)
    {
        var isAllowed = reference.Member is null || reference.Row is not null ? IsObjectUsed(node, reference) : UseOf(reference) switch
        {
            MemberUse.Free => true,
            MemberUse.Compared => Parent() is NonLogicalBinaryExpression,
            MemberUse.ReadsFile => IsFileCall(node, reference, writes: false),
            MemberUse.WritesFile => IsFileCall(node, reference, writes: true),
            MemberUse.Listens => Parent() is CallExpression { Arguments: [StringLiteral name, ..] } call && call.Callee == node
                && JavaScriptAllowlists.ProcessEvents.Contains(name.Value),
            _ => false,
        };
        if (!isAllowed)
        {
            throw Refused(node, reference.Name, "this use is not allowed");
        }
    }

    /// <summary>The use of a listed object itself, not of a member.</summary>
    private bool IsObjectUsed(Expression node, Reference reference) => Parent() switch
    {
        NonLogicalBinaryExpression { Operator: Operator.InstanceOf } test when test.Right == node => true,
        _ when JavaScriptAllowlists.FullyAllowed.Contains(reference.Row!) => true,
        NewExpression { Arguments.Count: > 0 } creation when creation.Callee == node
            && JavaScriptAllowlists.AllowedConstructors.Contains(reference.Row!) =>
            creation.Arguments.All(static argument => argument is not SpreadElement),
        NonLogicalBinaryExpression compared when reference.Row == "module" =>
            compared.Operator is Operator.StrictEquality or Operator.Equality,
        Property { Key: Identifier { Name: "input" or "output" } } property when property.Value == node => IsStreamOfReader(reference),
        _ => false,
    };

    private bool IsStreamOfReader(Reference reference)
    {
        _readsStream = true;
        return UseOf(reference) == MemberUse.Stream && Parent(2) is ObjectExpression && Parent(3) is CallExpression call
            && Resolve(call.Callee)?.Name == "readline.createInterface";
    }

    private bool IsFileCall(Expression node, Reference reference, bool writes)
    {
        if (Parent() is not CallExpression { Arguments: [var first, ..] } call || call.Callee != node)
        {
            return false;
        }

        // Two concurrent operations would race.
        if (reference.Owner == "fs/promises")
        {
            _awaitsFiles = true;
            if (_functions > 0 || Parent(2) is not AwaitExpression)
            {
                return false;
            }
        }

        return !writes && (first is NumericLiteral { Value: 0 } || Resolve(first)?.Name == "process.stdin.fd")
            || (PathOf(first) is { } file && (writes ? !IsCode(file) : true) && (IsRelative(file) || (!writes && file == StandardInput)));
    }

    private static bool IsCode(string file) =>
        JavaScriptAllowlists.CodeExtensions.Any(extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
        || !file.AsSpan(file.LastIndexOf('/') + 1).Contains('.');

    private static bool IsRelative(string file) => file.Length > 0 && file[0] != '/'
        && !file.Split('/').Contains("..", StringComparer.Ordinal);

    /// <summary>A literal path, or one that <c>path.join</c> makes of literals.</summary>
    private string? PathOf(Node node) => node switch
    {
        StringLiteral text => text.Value,
        TemplateLiteral { Expressions.Count: 0, Quasis: [var only] } => only.Value.Cooked,
        Identifier { Name: "__dirname" } name when _scope.Find(name.Name) is null => ".",
        Identifier name => _scope.Find(name.Name)?.Text,
        CallExpression { Callee: MemberExpression { Property: Identifier { Name: "join" or "resolve" } } join } call
            when Resolve(join.Object)?.Row is "path" =>
            call.Arguments.Select(PathOf).ToArray() is var parts && parts.All(static part => part is not null && !part.StartsWith('/'))
                ? string.Join('/', parts)
                : null,
        _ => null,
    };

    /// <summary>A member of an unlisted value: any name that does not lead to <c>Function</c>.</summary>
    private void CheckMember(MemberExpression member)
    {
        if (NameOf(member) is { } name && JavaScriptAllowlists.RefusedProperties.Contains(name)
            && !(name == "constructor" && Parent() is MemberExpression { Computed: false, Property: Identifier { Name: "name" } }))
        {
            throw Refused(member, name, "it leads to Function");
        }
    }

    private void CheckKey(Node key, bool isComputed)
    {
        if (isComputed)
        {
            Visit(key);
        }
        else if ((key as Identifier)?.Name is { } name)
        {
            CheckText(key, name);
        }
        else if (key is StringLiteral text)
        {
            CheckText(key, text.Value);
        }
    }

    private void VisitProperty(Property property)
    {
        if (property is ObjectProperty { Computed: false, Key: Identifier { Name: "__proto__" } })
        {
            throw Refused(property, "__proto__", "it leads to Function");
        }

        if (property.Computed || property.Key is StringLiteral)
        {
            Visit(property.Key);
        }
        else if (property is AssignmentProperty)
        {
            CheckKey(property.Key, isComputed: false);
        }

        Visit(property.Value);
    }

    private static void CheckText(Node node, string text)
    {
        if (JavaScriptAllowlists.RefusedProperties.Contains(text))
        {
            throw Refused(node, text, "it leads to Function");
        }
    }

    private void VisitBinary(NonLogicalBinaryExpression sum)
    {
        if (sum.Operator == Operator.Addition && Parent() is not NonLogicalBinaryExpression { Operator: Operator.Addition }
            && ConstantText(sum) is { } text)
        {
            CheckText(sum, text);
        }

        Visit(sum.Left);
        Visit(sum.Right);
    }

    private static string? ConstantText(Node node) => node switch
    {
        StringLiteral text => text.Value,
        TemplateLiteral { Expressions.Count: 0, Quasis: [var only] } => only.Value.Cooked,
        NonLogicalBinaryExpression { Operator: Operator.Addition } sum when ConstantText(sum.Right) is { } right
            && ConstantText(sum.Left) is { } left => left + right,
        _ => null,
    };

    /// <summary>In sloppy mode, <c>this</c> may be the global object.</summary>
    private void CheckThis(Node node)
    {
        if (!_isStrict && !(Parent() is MemberExpression member && member.Object == node && NameOf(member) is { } name
            && !JavaScriptAllowlists.GlobalProperties.Contains(name)))
        {
            throw Refused(node, "this", "it may be the global object");
        }
    }

    private void CheckMeta(MetaProperty meta)
    {
        if (meta.Meta.Name == "import"
            && !(Parent() is MemberExpression { Computed: false,
                Property: Identifier { Name: "url" or "dirname" or "filename" or "main" } }))
        {
            throw Refused(meta, "import.meta", "only its url, dirname and filename may be used");
        }
    }
}
