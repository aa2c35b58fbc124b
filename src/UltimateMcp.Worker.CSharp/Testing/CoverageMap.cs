using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using UltimateMcp.Worker.CSharp.Compiling;

namespace UltimateMcp.Worker.CSharp.Testing;

/// <summary>
/// Tells which lines of the files under test have run. Into their text a call is put before each statement, and each body of
/// one expression becomes a block; all on the line where the statement is, so no line moves.
/// </summary>
internal sealed class CoverageMap
{
    private const string Class = "UltimateMcpCoverage";

    /// <summary>The file and line of each call.</summary>
    private readonly List<(string Path, int Line)> _places = [];

    /// <summary>The sources with the calls: all but the tests, or the tests if there is nothing else.</summary>
    internal IReadOnlyList<SourceFile> Instrument(IReadOnlyList<SourceFile> sources)
    {
        List<SourceFile> instrumented = [.. sources.Select(source =>
            source.Path == SourceFiles.MainFile && sources.Count > 1 ? source : source with { Text = Instrument(source) })];
        var counters =
            $$"""
            internal static class {{Class}}
            {
                internal static readonly bool[] Hits = new bool[{{_places.Count.ToString(CultureInfo.InvariantCulture)}}];
                internal static void Hit(int number) => Hits[number] = true;
            }
            """;
        return [.. instrumented, new SourceFile($"{SourceFiles.Folder}/{Class}.cs", SourceText.From(counters, Encoding.UTF8))];
    }

    internal void Send(Assembly assembly, TestReport report)
    {
        var hits = (bool[])assembly.GetType(Class)!.GetField("Hits", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        foreach (var file in _places.Index().GroupBy(static place => place.Item.Path, StringComparer.Ordinal))
        {
            var lines = file.GroupBy(static place => place.Item.Line)
                .Select(line => (Line: line.Key, HasRun: line.Any(place => hits[place.Index])))
                .OrderBy(static line => line.Line)
                .ToList();
            report.Send("coverage", json =>
            {
                json.WriteString("path", Path.GetRelativePath(SourceFiles.Folder, file.Key));
                json.WriteNumber("lines", lines.Count);
                json.WriteNumber("covered", lines.Count(static line => line.HasRun));
                WriteMissing(json, lines);
            });
        }
    }

    private static void WriteMissing(Utf8JsonWriter json, List<(int Line, bool HasRun)> lines)
    {
        json.WriteStartArray("missing");
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].HasRun)
            {
                continue;
            }

            var first = i;
            while (i + 1 < lines.Count && !lines[i + 1].HasRun)
            {
                i++;
            }

            json.WriteStartArray();
            json.WriteNumberValue(lines[first].Line);
            json.WriteNumberValue(lines[i].Line);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private SourceText Instrument(SourceFile source)
    {
        var root = BaseCompilation.Parse(source).GetRoot();
        List<TextChange> changes = [];
        foreach (var node in root.DescendantNodes())
        {
            switch (node)
            {
                case StatementSyntax statement
                    and not (BlockSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax or EmptyStatementSyntax):
                    AddStatement(changes, source, statement);
                    break;
                case ArrowExpressionClauseSyntax arrow:
                    AddBody(changes, source, arrow);
                    break;
            }
        }

        // Changes at one place come in the order of the nodes, the outer first.
        var text = new StringBuilder(source.Text.ToString());
        var lastFirst = changes.Index().OrderByDescending(static one => one.Item.Span.Start).ThenByDescending(static one => one.Index);
        foreach (var (_, change) in lastFirst)
        {
            text.Remove(change.Span.Start, change.Span.Length).Insert(change.Span.Start, change.NewText);
        }

        return SourceText.From(text.ToString(), Encoding.UTF8);
    }

    private void AddStatement(List<TextChange> changes, SourceFile source, StatementSyntax statement)
    {
        if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
        {
            changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), HitAt(source, statement)));
        }
        else if (statement.Parent is not (GlobalStatementSyntax or LabeledStatementSyntax))
        {
            changes.Add(new TextChange(new TextSpan(statement.SpanStart, 0), "{" + HitAt(source, statement)));
            changes.Add(new TextChange(new TextSpan(statement.Span.End, 0), "}"));
        }
    }

    /// <summary><c>=> e;</c> becomes <c>{ call; return e; }</c>.</summary>
    private void AddBody(List<TextChange> changes, SourceFile source, ArrowExpressionClauseSyntax arrow)
    {
        var semicolon = arrow.Parent switch
        {
            BaseMethodDeclarationSyntax method => method.SemicolonToken,
            LocalFunctionStatementSyntax local => local.SemicolonToken,
            AccessorDeclarationSyntax accessor => accessor.SemicolonToken,
            PropertyDeclarationSyntax property => property.SemicolonToken,
            IndexerDeclarationSyntax indexer => indexer.SemicolonToken,
            _ => default,
        };
        if (semicolon.IsKind(SyntaxKind.None) || semicolon.IsMissing)
        {
            return;
        }

        var isGetter = arrow.Parent is PropertyDeclarationSyntax or IndexerDeclarationSyntax;
        var result = Returns(arrow) ? "return " : "";
        changes.Add(new TextChange(arrow.ArrowToken.Span, (isGetter ? "{get{" : "{") + HitAt(source, arrow.Expression) + result));
        changes.Add(new TextChange(semicolon.Span, isGetter ? ";}}" : ";}"));
    }

    private static bool Returns(ArrowExpressionClauseSyntax arrow) => arrow.Expression is not ThrowExpressionSyntax && arrow.Parent switch
    {
        MethodDeclarationSyntax method => HasResult(method.ReturnType, method.Modifiers),
        LocalFunctionStatementSyntax local => HasResult(local.ReturnType, local.Modifiers),
        ConstructorDeclarationSyntax or DestructorDeclarationSyntax => false,
        AccessorDeclarationSyntax accessor => accessor.IsKind(SyntaxKind.GetAccessorDeclaration),
        _ => true,
    };

    private static bool HasResult(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        && (!modifiers.Any(SyntaxKind.AsyncKeyword) || type.DescendantNodesAndSelf().Any(static node => node is GenericNameSyntax));

    private string HitAt(SourceFile source, SyntaxNode node)
    {
        _places.Add((source.Path, source.Text.Lines.GetLineFromPosition(node.SpanStart).LineNumber + 1));
        return string.Create(CultureInfo.InvariantCulture, $"global::{Class}.Hit({_places.Count - 1});");
    }
}
