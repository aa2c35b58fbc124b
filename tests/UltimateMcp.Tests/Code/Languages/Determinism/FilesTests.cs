namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <summary>Other files of a request are part of its program where they are loaded.</summary>
public class FilesTests
{
    [Theory]
    [InlineData("import shapes\nprint(shapes.area(2))", "shapes.py", "import math\ndef area(r): return math.pi * r\n")]
    [InlineData("from shapes import area as a\nprint(a(2))", "shapes.py", "def area(r): return r\n")]
    [InlineData(
        "import pkg.shapes as s\nprint(s.area(2))",
        "pkg/shapes.py",
        "from . import other\ndef area(r): return r\n",
        "pkg/other.py",
        "x = 1\n")]
    [InlineData("from pkg import shapes\nprint(shapes.x)", "pkg/shapes.py", "from .other import x\n", "pkg/other.py", "x = 1\n")]
    [InlineData("print(open('notes.txt').read())", "notes.txt", "import time")]
    public void A_Python_program_may_import_deterministic_files(string code, params string[] files) =>
        Assert.Null(ProgramCheck.Of("python", code, Pairs(files)));

    [Theory]
    [InlineData("import shapes", "shapes.py", "import time")]
    [InlineData("print(1)", "shapes.py", "import time")]
    [InlineData("import shapes\nprint(shapes.sys.modules)", "shapes.py", "import sys")]
    [InlineData("from shapes import sys as s\nprint(s.modules)", "shapes.py", "import sys")]
    [InlineData("import shapes\nprint(shapes.__dict__)", "shapes.py", "x = 1")]
    [InlineData("import shapes\nprint([shapes])", "shapes.py", "x = 1")]
    [InlineData("import shapes\nprint(shapes.words)", "shapes.py", "words = {'a', 'b'}")]
    [InlineData("from shapes import words\nprint(words)", "shapes.py", "words = {'a', 'b'}")]
    [InlineData("from shapes import words as w\nprint(w)", "shapes.py", "words = {'a', 'b'}")]
    [InlineData("from shapes import words\nprint(words())", "shapes.py", "def words(): return {'a', 'b'}")]
    [InlineData("from shapes import words as w\nprint(w())", "shapes.py", "def words(): return {'a', 'b'}")]
    [InlineData("from shapes import *", "shapes.py", "x = 1")]
    [InlineData("import json\nprint(json.dumps(1))", "json.py", "dumps = str")]
    [InlineData("import shapes", "shapes.pyc", "x")]
    [InlineData("import shapes", "shapes.so", "x", "shapes.py", "x = 1")]
    [InlineData("import shapes", "shapes.py", "data:;base64,aW1wb3J0IHRpbWU=")]
    public void A_nondeterministic_Python_file_makes_the_program_nondeterministic(string code, params string[] files) =>
        Assert.NotNull(ProgramCheck.Of("python", code, Pairs(files)));

    [Theory]
    [InlineData("const { area } = require('./shapes'); console.log(area(2))", "shapes.js", "exports.area = (r) => Math.PI * r;")]
    [InlineData(
        "import { area } from './lib/shapes.mjs'; console.log(area(2))",
        "lib/shapes.mjs",
        "import { x } from '../x.mjs'; export const area = (r) => r * x;",
        "x.mjs",
        "export const x = 2;")]
    [InlineData("console.log(require('./data.json').a)", "data.json", "{\"a\": 1}")]
    [InlineData("const lib = require('./lib'); console.log(lib)", "lib/index.js", "module.exports = 1;")]
    [InlineData("console.log(1)", "other.js", "Date.now()")]
    [InlineData("const { area } = await import('./shapes.mjs'); console.log(area)", "shapes.mjs", "export const area = 1;")]
    public void A_JavaScript_program_may_load_deterministic_files(string code, params string[] files) =>
        Assert.Null(ProgramCheck.Of("javascript", code, Pairs(files)));

    [Theory]
    [InlineData("require('./shapes')", "shapes.js", "Date.now()")]
    [InlineData("require('./a')", "a.js", "require('./b')", "b.js", "Math.random()")]
    [InlineData("import './shapes.mjs'", "shapes.mjs", "console.log(performance.now())")]
    [InlineData("export * from './shapes.mjs'", "shapes.mjs", "export default Math.random()")]
    [InlineData("require('./lib')", "lib/index.js", "1", "lib/package.json", "{\"main\": \"other.js\"}")]
    [InlineData("require('./a')", "a", "Date.now()", "a.js", "1")]
    [InlineData("require('./addon.node')", "addon.node", "x")]
    [InlineData("require('#x')", "package.json", "{\"imports\": {\"#x\": \"./x.js\"}}", "x.js", "1")]
    [InlineData("require('pkg')", "node_modules/pkg/index.js", "1")]
    [InlineData("require('./shapes')", "shapes.js", "data:;base64,RGF0ZS5ub3coKQ==")]
    public void A_nondeterministic_JavaScript_file_makes_the_program_nondeterministic(string code, params string[] files) =>
        Assert.NotNull(ProgramCheck.Of("javascript", code, Pairs(files)));

    [Fact]
    public void Files_of_a_script_are_data() => Assert.Null(ProgramCheck.Of("bash", "cat a.sh", ("a.sh", "date")));

    private static (string, string)[] Pairs(string[] files) => [.. files.Chunk(2).Select(pair => (pair[0], pair[1]))];
}
