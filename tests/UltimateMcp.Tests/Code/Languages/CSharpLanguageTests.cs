using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Limits;
using UltimateMcp.Code.Toolchains;

namespace UltimateMcp.Tests.Code.Languages;

public class CSharpLanguageTests
{
    private static readonly Language CSharp = LanguageCatalog.Find("csharp");
    private static readonly Toolchain DotNet = new("/usr/share/dotnet/dotnet", [], new Version(10, 0), "10.0.0");

    [Theory]
    [InlineData(128, "a000000")]
    [InlineData(8, "2800000")]
    [InlineData(65_536, "1002000000")]
    public void The_heap_may_have_the_program_s_memory_and_what_the_compiler_keeps(int mebibytes, string limit)
    {
        var policy = CSharp.Policy(DotNet, new RunOptions { MaxMemoryMebibytes = mebibytes }, [], "");

        Assert.Equal(limit, policy.Program.Environment["DOTNET_GCHeapHardLimit"]);
    }

    [Fact]
    public void The_worker_is_a_file_of_the_shipped_folder()
    {
        var policy = CSharp.Policy(DotNet, new RunOptions(), [], "");

        Assert.Equal(["exec", "/worker/csharp/UltimateMcp.Worker.CSharp.dll"], policy.Program.Arguments);
        Assert.Empty(policy.Program.Files);
        Assert.Equal(new ShippedFolder("worker-csharp", "/worker/csharp"), Assert.Single(CSharp.Toolchain.Shipped));
    }

    [Fact]
    public void No_program_is_known_to_be_determined() => Assert.NotNull(CSharp.Determinism(
        new ProgramSource("return;", CSharp.MainFile, new Dictionary<string, string>(StringComparer.Ordinal)), CancellationToken.None));

    [Theory]
    [InlineData("Out of memory.", true)]
    [InlineData("x\nOut of memory.\n   at System.String.Concat(System.String)\n   at Program.Main()", true)]
    [InlineData("Unhandled exception. System.OutOfMemoryException: Exception of type\n   at Program.Main()", true)]
    [InlineData("Unhandled exception. System.IO.IOException: Cannot allocate memory\n   at Program.Main()", true)]
    [InlineData("Unhandled exception. System.IO.IOException: Not found\n   at Program.Main()", false)]
    [InlineData("terminate called after throwing an instance of 'Exception*'\n", true)]
    [InlineData("terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc\n", true)]
    [InlineData("terminate called after throwing an instance of 'MyError'\n", false)]
    [InlineData("Out of memory.\nand on it went", false)]
    [InlineData("caught: Out of memory.", false)]
    public void The_end_of_stderr_says_that_memory_ran_out(string standardError, bool matches) =>
        Assert.Equal(matches, CSharp.Limits.FinalErrors.Any(pattern => pattern.IsMatch(standardError)));
}
