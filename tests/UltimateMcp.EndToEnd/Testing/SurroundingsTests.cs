using UltimateMcp.EndToEnd.Harness;
using UltimateMcp.EndToEnd.Linting;
using UltimateMcp.EndToEnd.Tools;

namespace UltimateMcp.EndToEnd.Testing;

/// <summary>Workspaces and packages are there for tests and linters as they are for programs.</summary>
public sealed class SurroundingsTests : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private TestServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        var modules = Path.Combine(_folder.Path, "node_modules");
        Original.Write(
            Path.Combine(modules, "typed"), "package.json", """{ "name": "typed", "version": "1.0.0", "types": "index.d.ts" }""");
        Original.Write(Path.Combine(modules, "typed"), "index.js", "exports.twice = (a) => 2 * a;\n");
        Original.Write(Path.Combine(modules, "typed"), "index.d.ts", "export function twice(a: number): number;\n");
        Original.Write(Path.Combine(modules, "plain"), "package.json", """{ "name": "plain", "version": "1.0.0" }""");
        Original.Write(Path.Combine(modules, "plain"), "index.js", "exports.value = 1;\n");
        Original.Write(Path.Combine(_folder.Path, "data"), "numbers.txt", "1 2 3\n");
        foreach (var path in Directory.EnumerateDirectories(_folder.Path, "*", SearchOption.AllDirectories).Append(_folder.Path))
        {
            File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        }

        _server = await TestServer.StartAsync(
        [
            .. UnlimitedServer.NoRateLimits, ("NODE_MODULES_FOLDER", modules), ("WORKSPACE_FOLDERS", Path.Combine(_folder.Path, "data")),
            ("PYTHON_INTERPRETER", Pytest.Interpreter),
        ]);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Types_of_an_installed_package_are_known_and_one_without_types_is_no_error()
    {
        var answer = await _server.LintAsync(
            "import { twice } from 'typed';\nimport { value } from 'plain';\nconst a: string = twice(2);\nconsole.log(a, value);\n",
            "typescript");

        Assert.Equal(["2:23 info TS7016", "3:7 error TS2322"], answer.FindingsByPlace());
    }

    [Theory]
    [InlineData("javascript")]
    [InlineData("typescript")]
    public async Task A_test_imports_an_installed_package(string language)
    {
        var answer = await _server.RunTestsAsync(
            "import test from 'node:test'; import assert from 'node:assert'; import { twice } from 'typed';\n"
                + "test('a', () => assert.equal(twice(2), 4));\n",
            language);

        Assert.True(answer.Outcome == "passed", answer.Text);
    }

    [Fact]
    public async Task A_test_reads_a_workspace()
    {
        var answer = await _server.RunTestsAsync("def test_a(): assert open('/workspace/data/numbers.txt').read() == '1 2 3\\n'\n");

        Assert.True(answer.Outcome == "passed", answer.Text);
    }

    public static TheoryData<string, string> Languages => new()
    {
        { "python", "def test_a():\n\tassert True\n\n" },
        { "javascript", "const test = require('node:test');\n\ntest('a', () => {\n\t1;\n});\n" },
        { "typescript", "import test from 'node:test';\n\ntest('a', () => {\n\tconst a: number = 1; a;\n});\n" },
        { "bash", "test_a() {\n\t[ 1 = 1 ]\n}\n" },
        { "csharp", "public class T\n{\n\t[Fact] public void A() { }\n}\n" },
    };

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Tests_with_a_byte_order_mark_and_Windows_lines_are_run(string language, string code)
    {
        var answer = await _server.RunTestsAsync("\ufeff" + code.Replace("\n", "\r\n", StringComparison.Ordinal), language);

        Assert.True(answer.Outcome == "passed", answer.Text);
        Assert.Equal((1, 0, 0, 0), answer.Counts());
    }
}
