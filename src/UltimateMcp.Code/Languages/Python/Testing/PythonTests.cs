namespace UltimateMcp.Code.Languages.Python.Testing;

/// <summary>Tests in Python, with pytest where it is installed, or unittest.</summary>
internal static class PythonTests
{
    public static TestRecipe Recipe { get; } = new()
    {
        Program = PythonLanguage.Language with
        {
            MainFile = "test_main.py",
            Worker = "Python/Testing/worker.py",
            Modules =
            [
                .. PythonLanguage.Modules, "Python/Testing/modules/tests_report.py", "Python/Testing/modules/tests_coverage.py",
                "Python/Testing/modules/tests_pytest.py", "Python/Testing/modules/tests_unittest.py",
            ],
            PoolName = "python tests",
            Arguments = static start => ["-s", "-B", start.WorkerPath],
            Runtime = PythonLanguage.Language.Runtime with
            {
                // pytest, and what it loads.
                Memory = PythonLanguage.Language.Runtime.Memory + ByteSize.FromMebibytes(32),
            },
            LastExpression = null,
        },
        Frameworks = ["pytest", "unittest"],
    };
}
