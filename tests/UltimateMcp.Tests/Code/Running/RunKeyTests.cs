using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Running;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Tests.Code.Running;

public class RunKeyTests
{
    private static readonly Toolchain Python = new("/usr/bin/python3.11", [], new Version(3, 11, 2), "3.11.2");
    private static readonly RunRequest Request = new() { Code = "print(1)", Language = "python" };

    [Fact]
    public void The_code_s_hash_is_the_SHA_256_of_its_text() =>
        Assert.Equal("d287bb7f9d15abdc5b6e98536263815744b6ef21c8f3c839fc434ca70d8efe99", RunKey.CodeHash(Request.Code));

    [Fact]
    public void Identical_requests_have_one_key() => Assert.Equal(KeyOf(Request), KeyOf(Request with { Fresh = true }));

    public static TheoryData<string, RunRequest> Others => new()
    {
        { "code", Request with { Code = "print(2)" } },
        { "language", Request with { Language = "bash" } },
        { "stdin", Request with { StandardInput = "x" } },
        { "argument", Request with { Arguments = ["x"] } },
        { "argument order", Request with { Arguments = ["x", ""] } },
        { "file", Request with { Files = [KeyValuePair.Create("a", "b")] } },
        { "argument instead of file", Request with { Arguments = ["a", "b"] } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Whatever_the_program_sees_is_part_of_the_key(string what, RunRequest other) =>
        Assert.False(KeyOf(Request) == KeyOf(other), $"The {what} must change the key.");

    [Fact]
    public void Limits_and_the_interpreter_are_part_of_the_key()
    {
        var key = KeyOf(Request);

        Assert.NotEqual(key, RunKey.CacheKey(RunKey.RequestHash(Request, new RunOptions(), TimeSpan.FromSeconds(1)), Python));
        Assert.NotEqual(
            key,
            RunKey.CacheKey(RunKey.RequestHash(Request, new RunOptions { MaxMemoryMebibytes = 64 }, TimeSpan.FromSeconds(30)), Python));
        Assert.NotEqual(
            key,
            RunKey.CacheKey(
                RunKey.RequestHash(Request, new RunOptions(), TimeSpan.FromSeconds(30)), Python with { VersionText = "3.12.0" }));
    }

    private static string KeyOf(RunRequest request) =>
        RunKey.CacheKey(RunKey.RequestHash(request, new RunOptions(), TimeSpan.FromSeconds(30)), Python);
}
