namespace UltimateMcp.Tests.Code.Languages.Determinism;

/// <summary>What programs are composed of. No piece of Python holds a quote of the kind that its f-strings are in.</summary>
internal static class Pieces
{
    public static Syntax Of(string language) => language switch { "python" => Python, "javascript" => JavaScript, _ => Bash };

    private static readonly Syntax Python = new(
        Listed:
        [
            new("", "1 + 2"), new("", "len([1, 2])"), new("", "'text'.upper()"), new("import math\n", "math.sqrt(2)"),
            new("from math import floor as fl\n", "fl(2.5)"), new("import json as j\n", "j.dumps([1])"),
            new("from datetime import date\n", "date(2020, 1, 2).isoformat()"), new("", "sorted({'a', 'b'})"),
            new("import collections\n", "collections.Counter('abc').most_common(1)"), new("", "[n * n for n in range(3)]"),
            new("", "{'k': 1}['k']"), new("import sys\n", "sys.maxsize"), new("", "(lambda n: n)(1)"),
            new("import os.path\n", "os.path.basename('a/b')"), new("", "'a' in {'a'}"),
        ],
        Unlisted:
        [
            new("import time\n", "time.time()"), new("import random as r\n", "r.random()"), new("from time import time as t\n", "t()"),
            new("", "hash('a')"), new("", "id(1)"), new("import datetime\n", "datetime.datetime.now()"),
            new("from datetime import date as d\n", "d.today()"), new("", "{'a', 'b'}.pop()"), new("import os\n", "os.getpid()"),
            new("import os as o\n", "o.environ"), new("", "eval('1')"), new("", "__import__('time').time()"),
            new("import statistics\n", "statistics.random.random()"), new("import sys\n", "sys.modules"),
            new("", "open('/proc/uptime').read()"), new("", "list({'a', 'b'})"), new("", "[*{'a', 'b'}]"), new("", "list(set('ab'))"),
            new("import math as m\n", "[m][0].pi"), new("", "(1).__class__.__subclasses__"), new("", "getattr(1, 'a' + 'b')"),
            new("f = hash\n", "f('a')"), new("import pandas as pd\n", "pd.Timestamp.now()"), new("", "str({'a', 'b'})"),
            new("", "unbound_name"), new("s = {'a', 'b'}\n", "'%s' % s"), new("d = {'a': 1}\n", "list(d.keys() & {'a': 2}.keys())"),
            new("", "sorted('ab', key=id)"), new("def g(): return {'a', 'b'}\n", "tuple(g())"),
            new("class S:\n    def __init__(self): self.seen = set('ab')\n", "str(S().seen)"), new("", "globals()"),
        ],
        Around:
        [
            "(@)", "[@]", "(@, 1)", "[(@) for _# in range(1)][0]", "(lambda: (@))()", "f\"{(@)}\"", "((@) if 1 else 2)", "{1: (@)}[1]",
            "max([(@)], [(@)])", "(y# := (@))", "[v# for v# in [(@)] if v#]", "str((@))", "[0, (@)][1]", "(not (@))", "((@) or 3)",
            "print((@), end=\"\")", "(lambda a#=(@): a#)()", "[(@)][:1]", "f\"{1:{len(str((@)))}}\"", "{k#: (@) for k# in \"a\"}",
            "next(iter([(@)]))", "(lambda *a#, **b#: a#)((@))", "f\"{f'{(@)}'}\"",
        ],
        Statements:
        [
            "print(@)\n", "v# = (@)\n", "def f#():\n    return (@)\nprint(f#())\n", "def f#(a=(@)):\n    return a\nprint(f#())\n",
            "if (@):\n    pass\n", "for i# in [(@)]:\n    print(i#)\n", "assert (@) or True\n",
            "class C#:\n    attribute = (@)\nprint(C#.attribute)\n", "while (@):\n    break\n", "x#: object = (@)\n",
            "try:\n    print(@)\nexcept ValueError as e#:\n    raise\n", "a#, *b# = [(@), 2]\nprint(a#, b#)\n",
            "match [(@)]:\n    case [one#]: print(one#)\n    case _: pass\n", "async def f#():\n    return (@)\n",
            "def f#():\n    yield (@)\nprint(*f#())\n", "d# = {}\nd#[0] = (@)\nprint(d#)\n", "raise SystemExit(@)\n", "lambda: (@)\n",
            "(@); pass\n", "def f#(n):\n    def inner#():\n        return (@)\n    return inner#\nprint(f#(1)())\n",
            "print(\n    (@),\n    sep=\"\",\n)\n", "v# = [1]; v#[0] += len(str(@))\n",
        ],
        Blocks:
        [
            "if True:\n    @\nelse:\n    pass\n", "def h#(a, *b, c=1, **d):\n    @\nh#(1)\n",
            "class K#:\n    def m(self):\n        @\nK#().m()\n", "for i# in range(2):\n    @\n", "try:\n    @\nfinally:\n    pass\n",
            "while True:\n    @\n    break\n", "try:\n    raise ValueError\nexcept ValueError:\n    @\n", "if 1: pass\nelif 2:\n    @\n",
            "def o#():\n    def i#():\n        @\n    return i#()\no#()\n",
        ],
        Outer: []);

    private static readonly Syntax JavaScript = new(
        Listed:
        [
            new("", "1 + 2"), new("", "Math.floor(2.5)"), new("const { max } = Math;\n", "max(1, 2)"),
            new("const path = require('path');\n", "path.join('a', 'b')"), new("", "JSON.stringify([1])"),
            new("", "new Date(2020, 1, 2).getTime()"), new("", "[...new Set('ab')].length"), new("", "'text'.toUpperCase()"),
            new("const { createHash } = require('crypto');\n", "createHash('md5').update('a').digest('hex')"),
            new("", "Object.keys({ a: 1 })[0]"), new("", "typeof fetch"), new("const util = require('node:util');\n", "util.inspect(1)"),
            new("", "Promise.resolve(1) instanceof Promise"), new("", "/a/.test('a')"),
        ],
        Unlisted:
        [
            new("", "Date.now()"), new("", "new Date()"), new("", "Date()"), new("", "Math.random()"),
            new("const { random } = Math;\n", "random()"), new("const m = Math;\n", "m.random()"), new("", "[Math][0].random()"),
            new("", "Math['random']()"), new("", "performance.now()"), new("", "process.pid"),
            new("const { env } = process;\n", "env.HOME"), new("", "require('os').hostname()"),
            new("const os = require('node:os');\n", "os.hostname()"), new("", "eval('1')"),
            new("", "[].constructor.constructor('return 1')()"), new("", "globalThis.Date"), new("", "setTimeout(() => 1, 1)"),
            new("const { randomUUID: u } = require('crypto');\n", "u()"), new("", "fetch('a')"), new("", "crypto.randomUUID()"),
            new("", "require('fs').readFileSync('/proc/uptime')"), new("const k = 'now';\n", "Date[k]()"), new("", "new Date(...[])"),
            new("", "require('a' + 'b')"), new("", "process.hrtime()"), new("", "undeclared"), new("const f = Date.now;\n", "f()"),
            new("", "Reflect.construct(Date, [])"), new("", "new Function('return 1')()"), new("", "[]['con' + 'structor']"),
            new("", "Object.assign({}, Math).random()"), new("{ const performance = 1; }\n", "performance"),
        ],
        Around:
        [
            "(@)", "[@]", "`${@}`", "(() => (@))()", "(function () { return (@); })()", "({ a: (@) }).a", "((@) ? 1 : 2)",
            "[1].map(() => (@))[0]", "(0, (@))", "String((@))", "((@) ?? 3)", "((a# = (@)) => a#)()", "[...[(@)]]", "({ [(@)]: 1 })",
            "(class { static s = (@); }).s", "(class { m() { return (@); } })", "`a${`b${@}`}`", "(async () => (@))()",
            "(function* () { yield (@); })()", "[(@)]?.[0]", "(({ x = (@) }) => x)({})", "Math.max((@), (@))",
            "({ get g() { return (@); } }).g",
        ],
        Statements:
        [
            "console.log(@);\n", "const v# = (@);\n", "function f#() { return (@); }\nf#();\n", "function f#(a = (@)) { return a; }\n",
            "if (@) { }\n", "for (const x# of [(@)]) console.log(x#);\n", "class C# { p = (@); }\n",
            "switch (@) { case 1: break; default: }\n", "const { a#, ...r# } = { a#: (@) };\n", "l#: for (;;) { (@); break l#; }\n",
            "try { (@); } catch { }\n", "const a# = async () => { await (@); };\n", "var w# = 1; w# = (@);\n", "throw (@);\n",
            "class D# { static { (@); } }\n", "console.log(((x) => x)`t${@}`);\n", "let [q# = (@)] = [];\n",
        ],
        Blocks:
        [
            "if (true) {\n  @\n}\n", "function h#() {\n  @\n}\nh#();\n", "(() => {\n  @\n})();\n", "class K# {\n  m() {\n    @\n  }\n}\n",
            "for (let i# = 0; i# < 1; i#++) {\n  @\n}\n", "try {\n  throw 1;\n} catch (e#) {\n  @\n} finally {\n}\n", "{\n  @\n}\n",
            "switch (1) {\n  case 1: {\n    @\n  }\n}\n", "const g# = function* () {\n  @\n};\n",
        ],
        Outer: []);

    private static readonly Syntax Bash = new(
        Listed:
        [
            new("", "echo a"), new("v=1\n", "echo \"$v\""), new("", "printf '%s\\n' b a"), new("", "seq 3"), new("", "expr 1 + 2"),
            new("f0() { echo \"$1\"; }\n", "f0 a"), new("", "cat words.txt"), new("", "sort -n words.txt"),
            new("", "awk '{ print $1 }' words.txt"), new("", "sed 's/a/b/' words.txt"), new("", "basename a/b"), new("", "true"),
            new("a=(1 2)\n", "echo \"${a[@]}\""), new("", "grep -c a words.txt"), new("", "tr a b < words.txt"),
        ],
        Unlisted:
        [
            new("", "date"), new("", "echo $RANDOM"), new("", "jq -n now"), new("c=date\n", "$c"), new("", "eval date"), new("", "ls -l"),
            new("", "cat /proc/uptime"), new("", "echo $$"), new("", "sort -R words.txt"), new("", "awk 'BEGIN { srand(); print rand() }'"),
            new("", "sed 's/a/b/e' words.txt"), new("", "env"), new("", "printf '%(%s)T'"), new("", "python3 -c 1"), new("", "mytool"),
            new("", "echo $UNKNOWN"), new("", "find ."), new("", "curl x"), new("n=a\n", "echo ${!n}"), new("", "diff -u a b"),
            new("", "command -v jq"), new("", "source a"), new("", "bash -c date"), new("", "echo ${SECONDS}"), new("", "xargs echo"),
            new("", "cat ../../proc/uptime"), new("o=-R\n", "sort $o words.txt"), new("", "mktemp"), new("f1() { date; }\n", "f1"),
            new("x=RANDOM\n", "echo $((x))"), new("", "ls ~root"), new("", "head -c 4 /dev/urandom"), new("p=/proc/uptime\n", "cat \"$p\""),
        ],
        Around:
        [
            "( @ )", "{ @; }", "echo \"$( @ )\"", "! @", "@ && true", "true || @", "@ | cat", "cat <( @ )", "if @; then true; fi",
            "while @; do break; done", "for i# in 1; do @; done", "case x in x) @ ;; esac", "echo $(( $( @ ) + 1 ))", "cat <<< \"$( @ )\"",
            "x#=$( @ )", "[[ $( @ ) == a ]]", "echo \"${1:-$( @ )}\"", "a#=( $( @ ) )", "(( $( @ ) ))", "echo $(echo \"$( @ )\")",
            "test -n \"$( @ )\"", "printf '%s' \"$( @ )\" > out.txt",
        ],
        Statements:
        [
            "@\n", "@ > out.txt\n", "echo `@`\n", "set -e; @\n", "export e#=$( @ )\n", "@ 2>/dev/null\n",
            "y#=\"a$( @ )b\"\necho \"$y#\"\n", "until @; do break; done\n", "select_#=$( @ ); echo \"$select_#\"\n",
        ],
        Blocks:
        [
            "if true; then\n  @\nfi\n", "for k# in 1 2; do\n  @\ndone\n", "while true; do\n  @\n  break\ndone\n", "{\n  @\n}\n",
            "(\n  @\n)\n", "case a in\n  a)\n    @\n    ;;\nesac\n",
        ],
        Outer:
        [
            "f#() {\n  @\n}\nf#\n", "cat <<END#\n$(\n  @\n)\nEND#\n", "function g# {\n  local z#\n  @\n}\ng#\n",
            "h#() (\n  @\n)\nif h#; then :; fi\n", "echo \"$(\n  @\n)\"\n",
        ]);
}
