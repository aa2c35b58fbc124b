using UltimateMcp.EndToEnd.Harness;

namespace UltimateMcp.EndToEnd.Testing;

public sealed class CSharpTestsTests(TestingServer fixture) : IClassFixture<TestingServer>
{
    private readonly TestServer _server = fixture.Server;

    [Fact]
    public async Task Xunit_counts_as_it_counts()
    {
        var answer = await _server.RunTestsAsync(
            """
            namespace Mine;

            public class CalcTests(Fixture fixture) : IClassFixture<Fixture>
            {
                [Fact] public void Adds() => Assert.Equal(3, Calc.Add(1, fixture.Two));
                [Fact]
                public void Fails()
                {
                    Assert.Equal(4, Calc.Add(1, 2));
                }
                [Theory, InlineData(1), InlineData(2)] public async Task Rows(int a) { await Task.Yield(); Assert.Equal(1, a); }
                [Fact(Skip = "why")] public void Skipped() { }
                [Fact] public void Throws() => throw new InvalidOperationException("x");
                public class Nested { [Fact] public void Inner() { } }
            }
            public class Fixture { public int Two => 2; }
            public class Ends : IDisposable { [Fact] public void Passes() { } public void Dispose() => throw new Exception("late"); }
            """,
            "csharp",
            TestCalls.Files(("Calc.cs", "public static class Calc { public static int Add(int a, int b) => a + b; }\n")));

        Assert.Equal(("xunit", "failed"), (answer["framework"], answer.Outcome));
        Assert.Equal(
            [
                "passed Mine.CalcTests+Nested.Inner 14", "passed Mine.CalcTests.Adds 5", "failed Mine.CalcTests.Fails 9",
                "passed Mine.CalcTests.Rows(a: 1) 11", "failed Mine.CalcTests.Rows(a: 2) 11", "skipped Mine.CalcTests.Skipped 12",
                "failed Mine.CalcTests.Throws 13", "failed Mine.Ends.Passes 17",
            ],
            answer.ByName());
        Assert.Contains("Expected: 4\nActual:   3", answer.MessageOf("Mine.CalcTests.Fails"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Code_that_does_not_compile_is_an_error_with_its_line()
    {
        var answer = await _server.RunTestsAsync("public class T\n{\n    [Fact] public void A() { int x = \"\"; }\n}\n", "csharp");

        Assert.Equal("error", answer.Outcome);
        Assert.Equal(["error (collection) 3"], answer.ByName());
        Assert.StartsWith("CS0029: ", answer.MessageOf("(collection)"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Coverage_names_the_lines_that_did_not_run()
    {
        var answer = await _server.RunTestsAsync(
            "public class T { [Fact] public async Task A() { new Shape(2).Describe(false); await Shape.WaitAsync(); } }\n",
            "csharp",
            ("coverage", true),
            TestCalls.Files(("Shape.cs", """
                public class Shape(int side)
                {
                    private int _count;
                    public int Area => side * side;
                    public int Count { get => _count; set => _count = value; }
                    public void Describe(bool more)
                    {
                        if (more)
                            Count = 5;
                        else if (side > 100) Count = 6;
                        for (var i = 0; i < 2; i++) _count++;
                        switch (side)
                        {
                            case 2:
                                _count += Area;
                                break;
                            default:
                                throw new Exception();
                        }
                        Log();
                        void Log() => _count++;
                    }
                    public static async Task WaitAsync() => await Task.CompletedTask;
                    public static T Same<T>(T value) => value;
                    public ref int Reference() => ref _count;
                    public string Never() => throw new Exception();
                }
                """)));

        Assert.Equal("passed", answer.Outcome);
        var file = Assert.Single(answer.Structured.GetProperty("coverage").GetProperty("files").EnumerateArray());
        Assert.Equal("[[5,5],[9,9],[18,18],[24,26]]", file.GetProperty("missing_lines").GetRawText());
    }
}
