using System.Text.Json.Nodes;
using System.Xml.Linq;
using UltimateMcp.Code.Languages.CSharp.Linting;
using UltimateMcp.Code.Languages.JavaScript.Linting;
using UltimateMcp.Code.Languages.Python.Linting;
using UltimateMcp.Code.Languages.TypeScript.Linting;
using UltimateMcp.Tests.Rules;

namespace UltimateMcp.Tests.Code.Languages.Linting;

/// <summary>The versions that replies name are those that the build takes.</summary>
public class LinterVersionTests
{
    [Theory]
    [InlineData("@astral-sh/ruff-wasm-nodejs", PythonLinter.Version)]
    [InlineData("oxlint", Oxlint.Version)]
    [InlineData("@oxlint/binding-linux-x64-gnu", Oxlint.Version)]
    [InlineData("@typescript/typescript-linux-x64", TypeScriptCompiler.Version)]
    public void Of_what_npm_fetches(string package, string version)
    {
        var packages = JsonNode.Parse(File.ReadAllText(Path.Combine(SourceTree.Root(), "tools/package-lock.json")))!["packages"]!;

        Assert.Equal(version, (string?)packages[$"node_modules/{package}"]!["version"]);
    }

    [Fact]
    public void Of_the_compiler_of_CSharp()
    {
        var versions = XDocument.Load(Path.Combine(SourceTree.Root(), "Directory.Packages.props")).Descendants("PackageVersion")
            .ToDictionary(one => (string)one.Attribute("Include")!, one => (string)one.Attribute("Version")!, StringComparer.Ordinal);

        Assert.Equal(CSharpLinter.Version, versions["Microsoft.CodeAnalysis.CSharp"]);
    }
}
