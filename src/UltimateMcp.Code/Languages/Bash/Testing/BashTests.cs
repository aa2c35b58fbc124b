namespace UltimateMcp.Code.Languages.Bash.Testing;

/// <summary>Tests in Bash, as bats has them, by a runner of ours.</summary>
internal static class BashTests
{
    public static TestRecipe Recipe { get; } = new()
    {
        Program = BashLanguage.Language with
        {
            MainFile = "main.bats",
            Worker = "Bash/Testing/worker.sh",
            PoolName = "bash tests",
        },
        Frameworks = ["bats"],
        HasCoverage = false,
    };
}
