using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Tools;

/// <summary>What programs expect of any machine is there.</summary>
public sealed class OrdinaryMachineTests(UnlimitedServer fixture) : IClassFixture<UnlimitedServer>
{
    private readonly TestServer _server = fixture.Server;

    [Theory]
    [InlineData("python", "import socket\ns = socket.socket()\ns.bind(('localhost', 0))\nprint(s.getsockname()[0])", "127.0.0.1")]
    [InlineData("python", "import socket; print(socket.gethostbyname(socket.gethostname()))", "127.0.0.1")]
    [InlineData("python", "import getpass; print(getpass.getuser())", "sandbox")]
    [InlineData("python", "import os, pwd; print(pwd.getpwuid(os.getuid()).pw_dir)", "/tmp")]
    [InlineData("python", "import grp, os; print(grp.getgrgid(os.getgid()).gr_name)", "sandbox")]
    [InlineData("python", "import time; print(time.tzname[0])", "UTC")]
    [InlineData("javascript", "console.log(require('os').userInfo().username)", "sandbox")]
    [InlineData("javascript", "console.log(new Intl.DateTimeFormat().resolvedOptions().timeZone)", "UTC")]
    [InlineData("javascript", "require('dns').lookup('localhost', { family: 4 }, (error, address) => console.log(address))", "127.0.0.1")]
    [InlineData("bash", "whoami", "sandbox")]
    [InlineData("bash", "date +%Z", "UTC")]
    [InlineData("bash", "echo ~sandbox", "/tmp")]
    public async Task Names_of_the_user_the_host_and_the_time_are_known(string language, string code, string expected) =>
        Assert.Equal(expected + "\n", (await _server.RunAsync(code, language))["stdout"]);

    [Theory]
    [InlineData("python", "import socket\ntry: socket.create_connection(('127.0.0.1', 9))\nexcept OSError: pass\nraise SystemExit(1)")]
    [InlineData(
        "python", "import socket\ns = socket.socket()\ns.bind(('localhost', 0))\ns.listen()\nsocket.create_connection(s.getsockname())")]
    [InlineData("bash", ": < /dev/tcp/127.0.0.1/9")]
    public async Task The_own_loopback_is_no_matter_for_a_hint_about_the_network(string language, string code) =>
        Assert.DoesNotContain("network", (await _server.RunAsync(code, language))["hint"] ?? "", StringComparison.Ordinal);

    [Theory]
    [InlineData("import numpy as np; print(int(np.ones((200, 200)).dot(np.ones((200, 200))).sum()))", "8000000")]
    [InlineData("import numpy as np; print(len(np.linalg.svd(np.eye(60))[1]))", "60")]
    [InlineData("import pandas as pd; print(int(pd.DataFrame({'a': [1, 2]}).a.sum()))", "3")]
    public async Task Numpy_and_pandas_work_under_the_default_limits(string code, string expected)
    {
        DebianPackages.SkipWithout("numpy", "pandas");

        Assert.Equal(expected + "\n", (await _server.RunAsync(code))["stdout"]);
        Assert.Equal(expected + "\n", (await _server.RunAsync($"python3 - <<'END'\n{code}\nEND", "bash"))["stdout"]);
    }

    [Theory]
    [InlineData("import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\nplt.plot([2, 1])\nplt.show()", "figure_1.png figure_2.png")]
    [InlineData("import matplotlib.pyplot as plt\nplt.figure()\nplt.figure()\nplt.show()", "figure_1.png figure_2.png")]
    [InlineData(
        "import matplotlib.pyplot as plt\nfor n in range(11):\n    plt.plot([n])\n    plt.show()",
        "figure_1.png figure_10.png figure_11.png figure_2.png figure_3.png figure_4.png figure_5.png figure_6.png figure_7.png "
            + "figure_8.png figure_9.png")]
    [InlineData("import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nfigure.show()", "figure_1.png")]
    [InlineData("import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nfigure.show()\nplt.show()", "figure_1.png")]
    [InlineData("import matplotlib.pyplot as plt\nplt.plot([1])\nplt.savefig('own.png')\nplt.show()", "figure_1.png own.png")]
    [InlineData(
        "import matplotlib\nmatplotlib.use('Agg')\nimport matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.savefig('own.png')", "own.png")]
    [InlineData(
        "import matplotlib.pyplot as plt\nopen('figure_1.png', 'w').close()\nplt.plot([1])\nplt.show()", "figure_1.png figure_2.png")]
    public async Task A_picture_is_saved_where_it_cannot_be_shown(string code, string files)
    {
        DebianPackages.SkipWithout("matplotlib");

        var answer = await _server.RunAsync(code);
        var artifacts = answer.Structured.GetProperty("artifacts").EnumerateArray();

        Assert.Equal(files, string.Join(' ', artifacts.Select(artifact => artifact.GetProperty("path").GetString())));
        Assert.Equal("", answer["stderr"]);
    }

    [Fact]
    public async Task Figures_are_saved_in_the_order_of_their_numbers()
    {
        DebianPackages.SkipWithout("matplotlib");

        var answer = await _server.RunAsync(
            "import matplotlib.pyplot as plt\nplt.figure(1, figsize=(1, 1))\nplt.figure(2, figsize=(2, 2))\nplt.figure(1)\nplt.show()\n"
                + "print(*(plt.imread(f'figure_{n}.png').shape[0] for n in (1, 2)))");

        Assert.Equal("100 200\n", answer["stdout"]);
    }

    [Theory]
    [InlineData("""{ "type": "module" }""", "console.log(typeof require, import.meta.url.length > 0)", "undefined true")]
    [InlineData("""{ "imports": { "#x": "./lib.js" } }""", "console.log(require('#x').a)", "5")]
    [InlineData("""{ "name": "me", "exports": "./lib.js" }""", "console.log(require('me').a)", "5")]
    [InlineData("""{ "type": "commonjs" }""", "console.log(typeof require, process.cwd(), process.env.PWD)", "function /scratch /scratch")]
    public async Task A_package_json_among_the_files_counts(string package, string code, string expected)
    {
        var answer = await _server.CallAsync(
            "execute_code",
            ("code", code),
            ("language", "javascript"),
            ("files", new Dictionary<string, string>(StringComparer.Ordinal) { ["package.json"] = package, ["lib.js"] = "exports.a = 5" }));

        Assert.Equal(expected + "\n", answer["stdout"]);
    }

    [Theory]
    [InlineData("python", "import time\nprint('Working', end='')\ntime.sleep(60)", "stdout")]
    [InlineData("python", "print('Working', end='')\nwhile True: pass", "stdout")]
    [InlineData("python", "import sys, time\nsys.stdout.write('Working')\ntime.sleep(60)", "stdout")]
    [InlineData("python", "import sys, time\nsys.stderr.write('Working')\ntime.sleep(60)", "stderr")]
    [InlineData("javascript", "process.stdout.write('Working'); setInterval(() => {}, 1000)", "stdout")]
    [InlineData("bash", "printf Working; sleep 60", "stdout")]
    [InlineData("bash", "python3 -c 'import time; print(\"Working\", end=\"\"); time.sleep(60)'", "stdout")]
    public async Task What_was_printed_without_a_line_s_end_is_there_when_the_run_is_ended(string language, string code, string stream)
    {
        var answer = await _server.RunAsync(code, language, ("timeout_seconds", 1));

        Assert.Equal(("timed_out", "Working"), (answer["outcome"], answer[stream]));
    }

    [Theory]
    [InlineData("python", "import os\nos.system('ls')\nprint('done')", "MAX_PROCESSES")]
    [InlineData("python", "import subprocess\ntry: subprocess.run(['ls'])\nexcept OSError: pass", "MAX_PROCESSES")]
    [InlineData("python", "import os\ntry: os.fork()\nexcept OSError: pass", "MAX_PROCESSES")]
    [InlineData("javascript", "require('child_process').spawnSync('ls')", "MAX_PROCESSES")]
    [InlineData("javascript", "require('child_process').exec('ls', () => {})", "MAX_PROCESSES")]
    [InlineData("python", "import urllib.request\ntry: urllib.request.urlopen('http://example.org')\nexcept OSError: pass", "network")]
    [InlineData("python", "import socket\ntry: socket.create_connection(('192.0.2.1', 80))\nexcept OSError: pass", "network")]
    public async Task A_wall_that_a_program_went_past_in_silence_is_told(string language, string code, string hint)
    {
        var answer = await _server.RunAsync(code, language);

        Assert.Equal("0", answer["exit_code"]);
        Assert.Contains(hint, answer["hint"] ?? "", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import multiprocessing as mp\nwith mp.Pool(2) as p: print(p.map(abs, [-1, -2]))", "[1, 2]")]
    [InlineData("import multiprocessing as mp\nwith mp.Manager() as m: print(dict(m.dict(a=1)))", "{'a': 1}")]
    [InlineData(
        "import multiprocessing as mp\nq = mp.Queue()\np = mp.Process(target=q.put, args=(7,))\np.start()\nprint(q.get())\np.join()", "7")]
    [InlineData("from concurrent.futures import ProcessPoolExecutor as P\nwith P(2) as p: print(list(p.map(abs, [-3])))", "[3]")]
    [InlineData("from multiprocessing.connection import Listener\nprint(Listener().address[0])", "127.0.0.1")]
    public async Task Several_processes_work_together_where_they_are_allowed(string code, string expected)
    {
        await using var server = await TestServer.StartAsync(("MAX_PROCESSES", "8"));

        var answer = await server.RunAsync(code);

        Assert.Equal(expected + "\n", answer["stdout"]);
    }

    [Fact]
    public async Task Code_between_fences_is_run_without_them_and_that_is_told()
    {
        var answer = await _server.RunAsync("```python\nprint(1)\nraise ValueError\n```");

        Assert.Equal("1\n", answer["stdout"]);
        Assert.Equal(3, answer.Structured.GetProperty("exception").GetProperty("line").GetInt32());
        Assert.Contains("fences", answer["hint"], StringComparison.Ordinal);
    }
}
