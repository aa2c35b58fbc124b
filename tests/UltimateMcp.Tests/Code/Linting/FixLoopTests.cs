using UltimateMcp.Code.Linters;
using UltimateMcp.Code.Linting;

namespace UltimateMcp.Tests.Code.Linting;

public class FixLoopTests
{
    [Fact]
    public async Task Fixes_are_made_until_nothing_is_left_to_fix() =>
        Assert.Equal("d d", await FixAsync("a a", ("a", "b"), ("b", "c"), ("c", "d")));

    [Fact]
    public async Task There_are_at_most_five_rounds() => Assert.Equal("xxxxxa", await FixAsync("a", ("a", "xa")));

    [Fact]
    public async Task Of_fixes_that_touch_each_other_one_waits_for_the_next_round() =>
        Assert.Equal("bb", await FixAsync("aa", ("a", "b")));

    [Fact]
    public async Task A_round_that_brings_a_new_error_is_undone() => Assert.Equal("b", await FixAsync("a", ("a", "b"), ("b", Broken)));

    [Fact]
    public async Task Nothing_is_returned_if_the_first_round_brings_an_error() => Assert.Null(await FixAsync("a", ("a", Broken)));

    [Fact]
    public async Task Nothing_is_returned_if_the_fixed_code_cannot_be_linted() => Assert.Null(await FixAsync("a", ("a", Crashing)));

    [Fact]
    public async Task Nothing_is_returned_if_nothing_can_be_fixed() => Assert.Null(await FixAsync("x", ("a", "b")));

    private const string Broken = "!";
    private const string Crashing = "?";

    private static async Task<string?> FixAsync(string code, params (string From, string To)[] replacements)
    {
        var linter = new ScriptedLinter(replacements);
        var input = new LintInput(LintSource.Of(code), []);
        var first = await linter.LintAsync(input, TestContext.Current.CancellationToken);
        var edits = await FixLoop.RunAsync(linter, input, first, TestContext.Current.CancellationToken);
        return edits.IsEmpty ? null : TextEdit.Apply(input.Source.Text, edits);
    }

    /// <summary>Finds each first character that it has a replacement for, and an error in <see cref="Broken"/>.</summary>
    private sealed class ScriptedLinter((string From, string To)[] replacements) : ILinter
    {
        private static readonly LinterName Name = new("scripted", "1", LinterName.BuiltIn);

        public Task<LinterIdentity> IdentifyAsync(CancellationToken cancellationToken) => Task.FromResult(new LinterIdentity(Name, ""));

        public Task<LinterReport> LintAsync(LintInput input, CancellationToken cancellationToken)
        {
            var text = input.Source.Text;
            List<Finding> findings = [];
            for (var at = 0; at < text.Length; at++)
            {
                foreach (var (_, to) in replacements.Where(one => text[at] == one.From[0]))
                {
                    findings.Add(At(at, FindingSeverity.Warning, new SourceFix([new TextEdit(at, at + 1, to)])));
                }

                if (text[at] == Broken[0])
                {
                    findings.Add(At(at, FindingSeverity.Error, SourceFix.None));
                }
            }

            var isComplete = !text.Contains(Crashing, StringComparison.Ordinal);
            return Task.FromResult(new LinterReport(Name, [.. findings], SourceStructure.Unknown, isComplete));
        }

        private static Finding At(int offset, FindingSeverity severity, SourceFix fix) => new()
        {
            Rule = "rule",
            Severity = severity,
            Message = "message",
            Line = 1,
            Column = offset + 1,
            EndLine = 1,
            EndColumn = offset + 2,
            Fix = fix,
        };
    }
}
