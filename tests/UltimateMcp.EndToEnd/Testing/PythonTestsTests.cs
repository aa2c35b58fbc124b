using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Testing;

public sealed class PythonTestsTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    private const string OfPytest =
        """
        import pytest
        from calc import add

        @pytest.fixture
        def broken():
            raise ValueError("no")

        @pytest.fixture
        def breaks_later():
            yield
            raise ValueError("late")

        @pytest.mark.parametrize("a", [1, 2])
        def test_rows(a):
            assert add(a, 1) == 2

        class TestClass:
            def test_method(self, tmp_path):
                (tmp_path / "x").write_text("y")

        def test_setup(broken): pass
        def test_teardown(breaks_later): pass
        def test_exit(): raise SystemExit(0)
        @pytest.mark.skip("why")
        def test_skipped(): pass
        @pytest.mark.xfail(reason="known")
        def test_xfail(): assert False
        @pytest.mark.xfail
        def test_xpass(): pass
        @pytest.mark.xfail(strict=True)
        def test_strict_xpass(): pass
        """;

    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Pytest_counts_as_it_counts()
    {
        Assert.SkipUnless(Pytest.IsInstalled, Pytest.WhyNot);

        var answer = await _server.RunTestsAsync(OfPytest, more: TestCalls.Files(("calc.py", "def add(a, b):\n    return a + b\n")));

        Assert.Equal("pytest", answer["framework"]);
        Assert.Equal("error", answer.Outcome);
        Assert.Equal((3, 3, 2, 2), answer.Counts());
        Assert.Equal(
            [
                "passed TestClass::test_method 18", "failed test_exit 23", "passed test_rows[1] 13", "failed test_rows[2] 15",
                "error test_setup 6", "skipped test_skipped 24", "failed test_strict_xpass 30", "error test_teardown 11",
                "skipped test_xfail 26", "passed test_xpass 28",
            ],
            answer.ByName());
        Assert.StartsWith("assert 3 == 2", answer.MessageOf("test_rows[2]"), StringComparison.Ordinal);
        Assert.Contains("where 3 = add(2, 1)", answer.MessageOf("test_rows[2]"), StringComparison.Ordinal);
        Assert.Equal("ValueError: no", answer.MessageOf("test_setup"));
    }

    [Fact]
    public async Task Unittest_counts_as_it_counts()
    {
        var answer = await _server.RunTestsAsync(
            """
            import unittest

            class T(unittest.TestCase):
                def test_ok(self): pass
                def test_differs(self): self.assertEqual([1, 2], [1, 3])
                def test_raises(self): raise KeyError("k")
                def test_parts(self):
                    for i in range(3):
                        with self.subTest(i=i): self.assertEqual(i, 1)
                @unittest.skip("why")
                def test_skipped(self): pass
                @unittest.expectedFailure
                def test_known(self): self.fail()

            class S(unittest.TestCase):
                def setUp(self): raise OSError("no")
                def test_a(self): pass

            class C(unittest.TestCase):
                @classmethod
                def setUpClass(cls): raise OSError("none")
                def test_b(self): pass

            class A(unittest.IsolatedAsyncioTestCase):
                async def test_awaits(self): self.assertTrue(True)

            def test_function(): assert 1 + 1 == 3
            """);

        Assert.Equal("unittest", answer["framework"]);
        Assert.Equal("error", answer.Outcome);
        Assert.Equal(
            [
                "passed A.test_awaits 25", "error S.test_a 16", "failed T.test_differs 5", "skipped T.test_known 12", "passed T.test_ok 4",
                "failed T.test_parts (i=0) 9", "failed T.test_parts (i=2) 9", "failed T.test_raises 6", "skipped T.test_skipped 10",
                "error setUpClass (test_main.C) 21", "failed test_function 27",
            ],
            answer.ByName());
        Assert.Contains("First differing element 1:\n2\n3", answer.MessageOf("T.test_differs"), StringComparison.Ordinal);
        Assert.Contains("assert 1 + 1 == 3", answer.MessageOf("test_function"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("def test_a(: pass", 1, "SyntaxError")]
    [InlineData("import unittest\nimport nothing_like_this\n", 2, "ModuleNotFoundError")]
    [InlineData("import unittest\nraise SystemExit(0)\n", 2, "SystemExit")]
    public async Task Tests_that_cannot_be_read_are_an_error_with_its_line(string code, int line, string message)
    {
        foreach (var framework in Pytest.IsInstalled ? (string[])["pytest", "unittest"] : ["unittest"])
        {
            var answer = await _server.RunTestsAsync(code, more: ("framework", framework));

            Assert.Equal("error", answer.Outcome);
            Assert.Equal([$"error (collection) {line}"], answer.ByName());
            Assert.Contains(message, answer.MessageOf("(collection)"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Files_beside_the_tests_change_nothing_of_how_they_are_found()
    {
        var answer = await _server.RunTestsAsync(
            "def test_a(): pass\n",
            more: TestCalls.Files(
                ("pytest.ini", "[pytest]\npython_functions = nothing\naddopts = --collect-only\n"),
                ("test_other.py", "def test_other(): assert False\n"),
                ("json.py", "x = 1\n"),
                ("unittest_helper.py", "")));

        Assert.Equal("passed", answer.Outcome);
        Assert.Equal(["passed test_a 1"], answer.ByName());
    }

    [Fact]
    public async Task A_file_has_the_name_that_a_module_of_the_worker_has()
    {
        var answer = await _server.RunTestsAsync(
            "import json, unittest\nclass T(unittest.TestCase):\n    def test_a(self): self.assertEqual(json.mine, 1)\n",
            more: TestCalls.Files(("json.py", "mine = 1\n")));

        Assert.Equal("passed", answer.Outcome);
    }

    [Fact]
    public async Task Conftest_is_used()
    {
        Assert.SkipUnless(Pytest.IsInstalled, Pytest.WhyNot);

        var answer = await _server.RunTestsAsync(
            "def test_a(number): assert number == 5\n",
            more: TestCalls.Files(("conftest.py", "import pytest\n@pytest.fixture\ndef number(): return 5\n")));

        Assert.Equal(["passed test_a 1"], answer.ByName());
    }

    [Fact]
    public async Task Without_pytest_its_tests_are_refused_and_others_run()
    {
        using var folder = new TemporaryFolder();
        await using var server = await TestServer.StartAsync(new TestServerOptions
        {
            Settings =
            [
                .. Tools.UnlimitedServer.NoRateLimits,
                ("PYTHON_INTERPRETER", await Environments.CreateAsync(folder.Path)),
            ],
        });

        var refused = await server.RunTestsAsync("import pytest\ndef test_a(): pass\n");
        var plain = await server.RunTestsAsync("def test_a(): pass\n");

        Assert.Equal("language_unavailable", refused.ErrorCode);
        Assert.Contains("pytest is not installed", refused.ErrorText, StringComparison.Ordinal);
        Assert.Equal(("unittest", "passed"), (plain["framework"], plain.Outcome));
    }
}
