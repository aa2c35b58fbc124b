using System.Reflection;
using Xunit;
using Xunit.Sdk;
using Xunit.v3;

namespace UltimateMcp.Worker.CSharp.Testing;

/// <summary>Finds the tests of an assembly and runs them, one after the other, with xunit's own framework.</summary>
internal sealed class TestSession(TestReport report, string filter) : IMessageSink
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int?> _lines = new(StringComparer.Ordinal);
    private readonly Lock _lock = new();

    internal async Task RunAsync(Assembly assembly)
    {
        TestContext.SetForInitialization(diagnosticMessageSink: null, diagnosticMessages: false, internalDiagnosticMessages: false);
        await using var framework = new XunitTestFramework();
        List<ITestCase> cases = [];
        await framework.GetDiscoverer(assembly).Find(
            testCase =>
            {
                if (testCase.TestCaseDisplayName.Contains(filter, StringComparison.Ordinal))
                {
                    cases.Add(testCase);
                    _lines[testCase.UniqueID] = testCase.SourceLineNumber;
                }

                return ValueTask.FromResult(true);
            },
            new SessionOptions());
        report.Send("collected", json => json.WriteNumber("count", cases.Count));
        if (cases.Count > 0)
        {
            await framework.GetExecutor(assembly).RunTestCases(cases, this, new SessionOptions());
        }
    }

    /// <summary>True: go on.</summary>
    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestStarting starting:
                report.Start(IdOf(starting.TestUniqueID), starting.TestDisplayName, _lines.GetValueOrDefault(starting.TestCaseUniqueID));
                break;
            case ITestPassed passed:
                report.End(IdOf(passed.TestUniqueID), "passed", passed.ExecutionTime, message: null, stackTrace: null);
                break;
            case ITestFailed failed:
                report.End(IdOf(failed.TestUniqueID), "failed", failed.ExecutionTime, MessageOf(failed), TraceOf(failed));
                break;
            case ITestSkipped skipped:
                report.End(IdOf(skipped.TestUniqueID), "skipped", skipped.ExecutionTime, skipped.Reason, stackTrace: null);
                break;
            case IErrorMetadata error:
                // What ends a class, a collection or all tests has failed.
                var (path, line) = TestReport.PlaceIn(TraceOf(error));
                report.CollectError(MessageOf(error), path, line);
                break;
        }

        return true;
    }

    private int IdOf(string test)
    {
        lock (_lock)
        {
            return _ids.TryGetValue(test, out var id) ? id : _ids[test] = _ids.Count + 1;
        }
    }

    /// <summary>An assertion says itself what it is.</summary>
    private static string MessageOf(IErrorMetadata error)
    {
        var (type, message) = (error.ExceptionTypes.FirstOrDefault() ?? "", error.Messages.FirstOrDefault() ?? "");
        return type.StartsWith("Xunit.", StringComparison.Ordinal) ? message : $"{type}: {message}";
    }

    private static string TraceOf(IErrorMetadata error) => string.Join('\n', error.StackTraces);

    /// <summary>One test after the other, and each row of a theory a test case.</summary>
    private sealed class SessionOptions : ITestFrameworkDiscoveryOptions, ITestFrameworkExecutionOptions
    {
        private readonly Dictionary<string, object?> _values = new(StringComparer.Ordinal)
        {
            ["xunit.discovery.PreEnumerateTheories"] = true, ["xunit.execution.DisableParallelization"] = true,
        };

        public TValue? GetValue<TValue>(string name) => _values.TryGetValue(name, out var value) ? (TValue?)value : default;

        public void SetValue<TValue>(string name, TValue value) => _values[name] = value;

        public string ToJson() => "{}";
    }
}
