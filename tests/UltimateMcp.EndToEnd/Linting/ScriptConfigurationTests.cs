using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Linting;

/// <summary>A project's own configuration of oxlint and of TypeScript's compiler, and its other files.</summary>
public sealed class ScriptConfigurationTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private const string Oxlint = ".oxlintrc.json";
    private const string Compiler = "tsconfig.json";
    private const string Unused = "const unused = 1;\nmissing();\n";

    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("""{ "rules": { "no-undef": "warn" } }""", Oxlint, "1:7 warning no-unused-vars,2:1 warning no-undef")]
    [InlineData("""{ "categories": { "correctness": "off" }, "rules": { "no-var": "error" } }""", Oxlint, "")]
    [InlineData(
        "{ // comments\n \"$schema\": \"x\", \"ignorePatterns\": [\"*\"], }",
        Oxlint + " without $schema, ignorePatterns",
        "1:7 warning no-unused-vars")]
    [InlineData(
        """{ "overrides": [{ "files": ["*.js"], "rules": { "no-console": "error", "no-unused-vars": "off" } }] }""", Oxlint, "")]
    [InlineData(
        """{ "env": { "builtin": true }, "globals": { "missing": "readonly" }, "rules": { "no-undef": "error" } }""",
        Oxlint,
        "1:7 warning no-unused-vars")]
    public async Task That_of_oxlint_is_used_and_said(string text, string said, string expected)
    {
        var answer = await LintAsync("javascript", Unused, (Oxlint, text));

        Assert.False(answer.IsError, answer.Text);
        Assert.Equal(expected, string.Join(',', answer.FindingsByPlace()));
        Assert.Equal(said, ConfigurationOf(answer));
    }

    [Theory]
    [InlineData("""{ "strict": false }""", Compiler, "")]
    [InlineData("""{ "noUnusedParameters": true, "strict": true }""", Compiler, "1:12 error TS7006,1:12 warning TS6133")]
    [InlineData(
        """{ "outDir": "x", "sourceMap": true, "strict": false }""",
        Compiler + " without compilerOptions.outDir, compilerOptions.sourceMap",
        "")]
    public async Task That_of_the_compiler_is_used_and_said(string options, string said, string expected)
    {
        var answer = await LintAsync(
            "typescript", "function f(a) { return 1; }\nf(2);\n", (Compiler, $$"""{ "compilerOptions": {{options}} }"""));

        Assert.False(answer.IsError, answer.Text);
        Assert.Equal(
            expected.Split(',', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal),
            answer.FindingsByPlace().Where(finding => finding.Contains("TS", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Equal(said, ConfigurationOf(answer));
    }

    [Theory]
    [InlineData("""{ "extends": "./base.json" }""", "extends")]
    [InlineData("""{ "jsPlugins": ["./plugin.js"] }""", "jsPlugins")]
    [InlineData("""{ "plugins": ["mine"] }""", "\"mine\"")]
    [InlineData("""{ "overrides": [{ "files": ["*"], "jsPlugins": ["./x.js"] }] }""", "overrides: jsPlugins")]
    [InlineData("""{ "overrides": [1] }""", "overrides")]
    [InlineData("""{ "colour": 1 }""", "colour")]
    [InlineData("""{ "rules": { "no-such-rule": "error" } }""", "no-such-rule")]
    [InlineData("""{ "rules": { "no-undef": "loud" } }""", "loud")]
    [InlineData("""{ "rules": {}, "rules": {} }""", "is not JSON")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{", "is not JSON")]
    public async Task What_is_not_taken_of_oxlint_is_refused_by_its_name(string text, string named)
    {
        var answer = await LintAsync("javascript", Unused, (Oxlint, text));

        Assert.Equal("invalid_argument", answer.ErrorCode);
        var message = answer.Error.GetProperty("message").GetString();
        Assert.StartsWith($"\"{Oxlint}\" in files ", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "extends": "./base.json" }""", "extends")]
    [InlineData("""{ "references": [] }""", "references")]
    [InlineData("""{ "compilerOptions": { "plugins": [{ "name": "x" }] } }""", "compilerOptions.plugins")]
    [InlineData("""{ "compilerOptions": { "typeRoots": ["/etc"] } }""", "compilerOptions.typeRoots")]
    [InlineData("""{ "compilerOptions": { "baseUrl": "/etc" } }""", "\"/etc\"")]
    [InlineData("""{ "compilerOptions": { "paths": { "x": ["../../etc/*"] } } }""", "\"../../etc/*\"")]
    [InlineData("""{ "compilerOptions": { "rootDirs": ["a", "a/../.."] } }""", "\"a/../..\"")]
    [InlineData("""{ "compilerOptions": { "colour": 1 } }""", "compilerOptions.colour")]
    [InlineData("""{ "compilerOptions": 1 }""", "compilerOptions")]
    [InlineData("""{ "compilerOptions": { "target": "es9999" } }""", "'--target'")]
    [InlineData("""{ "compilerOptions": { "strict": "yes" } }""", "'strict'")]
    [InlineData("null", "is not a JSON object")]
    public async Task What_is_not_taken_of_the_compiler_is_refused_by_its_name(string text, string named)
    {
        var answer = await LintAsync("typescript", "export {};\n", (Compiler, text));

        Assert.Equal("invalid_argument", answer.ErrorCode);
        var message = answer.Error.GetProperty("message").GetString();
        Assert.StartsWith($"\"{Compiler}\" in files ", message, StringComparison.Ordinal);
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".eslintignore", "main.js\n")]
    [InlineData(".gitignore", "*\n")]
    [InlineData(".oxlintignore", "*\n")]
    [InlineData("sub/.oxlintrc.json", """{ "rules": { "no-undef": "off" } }""")]
    [InlineData("eslint.config.js", "export default [];")]
    [InlineData("oxlint.config.ts", "export default {};")]
    public async Task Other_files_silence_nothing(string name, string text)
    {
        var without = await LintAsync("javascript", Unused, (name, text));
        var with = await LintAsync("javascript", Unused, (name, text), (Oxlint, """{ "rules": { "no-undef": "error" } }"""));

        Assert.Equal(["1:7 warning no-unused-vars", "2:1 error no-undef"], without.FindingsByPlace());
        Assert.Equal(without.FindingsByPlace(), with.FindingsByPlace());
    }

    [Fact]
    public async Task A_name_in_another_file_has_the_type_that_it_has_there()
    {
        const string Code = """
            import { add } from './lib/math';
            import data from './data.json';
            const sum: string = add(1, 2);
            console.log(sum, data.size + 1);
            """;
        const string Configuration = """
            { "compilerOptions": { "strict": true, "module": "esnext", "moduleResolution": "bundler", "resolveJsonModule": true } }
            """;

        var answer = await LintAsync(
            "typescript",
            Code,
            ("lib/math.ts", "export function add(a: number, b: number): number { return a + b; }\n"),
            ("data.json", """{ "size": 3 }"""),
            (Compiler, Configuration));

        Assert.Equal(["3:7 error TS2322"], answer.FindingsByPlace());
    }

    [Fact]
    public async Task A_file_that_is_missing_is_an_error_and_a_package_that_is_missing_is_not()
    {
        var answer = await LintAsync(
            "typescript", "import a from './other';\nimport b from 'package';\nconsole.log(a, b);\n", ("x.ts", "export {};"));

        Assert.Equal(["1:15 error TS2307", "2:15 info TS2307"], answer.FindingsByPlace());
    }

    [Fact]
    public async Task A_class_in_another_file_is_known_in_CSharp()
    {
        var answer = await LintAsync(
            "csharp",
            "var dog = new Dog();\nint name = dog.Name;\nConsole.WriteLine(name);\n",
            ("Dog.cs", "class Dog { public string Name => \"Rex\"; int unused; }"));

        Assert.Equal(["2:12 error CS0029"], answer.FindingsByPlace());
    }

    private static string? ConfigurationOf(ToolAnswer answer) =>
        answer.Structured.GetProperty("linter").GetProperty("configuration").GetString();

    private Task<ToolAnswer> LintAsync(string language, string code, params (string Name, string Text)[] files) => _server.LintAsync(
        code, language, ("files", files.ToDictionary(file => file.Name, file => file.Text, StringComparer.Ordinal)));
}
