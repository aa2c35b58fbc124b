using Acornima.Ast;

namespace UltimateMcp.Code.Languages.JavaScript.Determinism;

/// <summary>What a file loads: listed modules of node and files of the request.</summary>
internal sealed partial class JavaScriptAnalyzer
{
    private static readonly string[] Endings = ["", ".js", ".json", "/index.js"];

    private void VisitModule(Node node)
    {
        switch (node)
        {
            case ImportDeclaration { Attributes.Count: 0 }:
                break;
            case ImportExpression { Source: StringLiteral, Options: null }:
                CheckAwait(Parent());
                if (Resolve(node) is { } module && !JavaScriptAllowlists.FullyAllowed.Contains(module.Owner) && !IsMemberTaken())
                {
                    throw Refused(node, module.Owner, "this use is not allowed");
                }

                break;
            case ExportNamedDeclaration { Source: null } exported:
                VisitExported(exported);
                break;
            case ExportNamedDeclaration { Source: { } source, Attributes.Count: 0 } when source.Value.StartsWith('.'):
                ModuleOf(node, source.Value, isRequired: false);
                break;
            case ExportAllDeclaration { Source: { } source, Attributes.Count: 0 } when source.Value.StartsWith('.'):
                ModuleOf(node, source.Value, isRequired: false);
                break;
            default:
                throw Refused(node, "its exports are not known");
        }
    }

    /// <summary><c>(await import('node:fs')).readFileSync</c>: the member is checked instead of the module.</summary>
    private bool IsMemberTaken() => Parent(2) is MemberExpression;

    private void VisitExported(ExportNamedDeclaration exported)
    {
        if (exported.Declaration is { } declaration)
        {
            Visit(declaration);
        }

        foreach (var specifier in exported.Specifiers)
        {
            Visit(specifier.Local);
        }
    }

    /// <summary>import() must be awaited at the top level, so that nothing else runs meanwhile.</summary>
    private void CheckAwait(Node parent)
    {
        _awaitsFiles = true;
        if (parent is not AwaitExpression || _functions > 0)
        {
            throw Refused(parent, "import()", "it must be awaited at the top level");
        }
    }

    /// <summary>The listed module of a specifier; null for a file of the request, which is then checked too.</summary>
    private string? ModuleOf(Node node, string specifier, bool isRequired)
    {
        var name = specifier.StartsWith("node:", StringComparison.Ordinal) ? specifier[5..] : specifier;
        if (JavaScriptAllowlists.Modules.Contains(name))
        {
            return name;
        }

        foreach (var ending in FileOf(specifier) is { } file
            ? Endings.Take(isRequired ? Endings.Length : 1).Select(ending => file + ending) : [])
        {
            if (files.ContainsKey(ending))
            {
                return Load(node, ending);
            }
        }

        throw Refused(node, specifier, "it is neither a listed module nor a file of the request");
    }

    private string? Load(Node node, string file)
    {
        switch (Path.GetExtension(file))
        {
            case ".js" or ".cjs" or ".mjs":
                _loads.Add(file);
                return null;
            case ".json":
                return null;
            default:
                throw Refused(node, file, "this kind of file is not checked");
        }
    }

    private string? FileOf(string specifier)
    {
        if (!specifier.StartsWith("./", StringComparison.Ordinal) && !specifier.StartsWith("../", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = path.Split('/')[..^1].ToList();
        foreach (var part in specifier.Split('/'))
        {
            switch (part)
            {
                case "." or "":
                    break;
                case ".." when parts.Count == 0:
                    return null;
                case "..":
                    parts.RemoveAt(parts.Count - 1);
                    break;
                default:
                    parts.Add(part);
                    break;
            }
        }

        var file = string.Join('/', parts);
        return files.ContainsKey(file + "/package.json") || specifier.Contains('%', StringComparison.Ordinal) ? null : file;
    }
}
