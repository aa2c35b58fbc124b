using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using UltimateMcp.Code.Output;
using UltimateMcp.Code.Records;

namespace UltimateMcp.Server.Resources;

/// <summary>
/// Outputs of runs, lints and test runs as MCP resources, with the uris that results contain and <c>read_output</c> accepts.
/// </summary>
internal sealed class RecordResources(RunRecords runs, LintRecords lints, TestRecords tests, OutputCatalog outputs)
{
    /// <summary>Maximum number of runs in the list, of lints, and of test runs, newest first.</summary>
    public const int ListedRecords = 20;

    /// <summary>
    /// Largest resource or image: in base64 the reply stays below the 1,000,000 characters that hosts accept.
    /// <c>read_output</c> reads larger texts in pages.
    /// </summary>
    public const int MaximumBytes = 700 * 1024;

    /// <summary>Size of the content as JSON, so that the whole reply stays below 1,000,000 characters.</summary>
    private const int MaximumReply = 980_000;

    private const int MaximumUri = 160;

    // Bytes of a list entry without its name and uri.
    private const int ListEntry = 160;

    // This protocol version has no error code of its own for a missing resource.
    private const string StatelessVersion = "2026-07-28";

    private static readonly ResourceTemplate[] Templates =
    [
        new()
        {
            Name = "run_output",
            UriTemplate = RunUri.StreamTemplate,
            Description = "Everything that a run wrote to a stream: stdout or stderr.",
            MimeType = MediaType.Text,
        },
        new()
        {
            Name = "run_artifact",
            UriTemplate = RunUri.ArtifactTemplate,
            Description = "A file that a run left in its working directory.",
        },
        new()
        {
            Name = "lint_output",
            UriTemplate = LintUri.Template,
            Description = "All that a lint found, or the code that it fixed: findings or fixed.",
            MimeType = MediaType.Text,
        },
        new()
        {
            Name = "test_output",
            UriTemplate = TestUri.Template,
            Description = "All tests of a test run, or what it wrote to a stream: tests, stdout or stderr.",
            MimeType = MediaType.Text,
        },
    ];

    /// <param name="listLifetime">How long a host may cache the list of templates, which never changes.</param>
    public void AddTo(McpServerOptions options, TimeSpan listLifetime)
    {
        options.Handlers.ListResourceTemplatesHandler = (_, _) => ValueTask.FromResult(new ListResourceTemplatesResult
        {
            ResourceTemplates = [.. Templates],
            TimeToLive = listLifetime,
            CacheScope = CacheScope.Public,
        });
        options.Handlers.ListResourcesHandler = (_, _) => ValueTask.FromResult(new ListResourcesResult { Resources = [.. Listable()] });
        options.Handlers.ReadResourceHandler = (request, cancellationToken) =>
            ReadAsync(request.Params?.Uri ?? "", request.JsonRpcRequest.Context?.ProtocolVersion is StatelessVersion, cancellationToken);
        options.Handlers.SubscribeToResourcesHandler = static (_, _) => throw NoSubscriptions();
        options.Handlers.UnsubscribeFromResourcesHandler = static (_, _) => throw NoSubscriptions();
        options.Capabilities ??= new ServerCapabilities();
        options.Capabilities.Resources = new ResourcesCapability { ListChanged = false, Subscribe = false };
    }

    private static McpProtocolException NoSubscriptions() =>
        new("Recorded outputs never change; there is nothing to subscribe to.", McpErrorCode.MethodNotFound);

    /// <summary>Resources of the newest runs, as many as fit in a reply.</summary>
    private IEnumerable<Resource> Listable()
    {
        var budget = (long)MaximumReply;
        return runs.Newest(ListedRecords).SelectMany(ResourcesOf)
            .Concat(lints.Newest(ListedRecords).Select(static record => record.Result.LintId).SelectMany(id => ResourcesOf(
                id, [LintOutput.Findings, LintOutput.Fixed], lints.OutputFile, LintUri.Of)))
            .Concat(tests.Newest(ListedRecords).Select(static record => record.Result.TestRunId).SelectMany(id => ResourcesOf(
                id, [TestUri.Tests, StreamName.Stdout, StreamName.Stderr], tests.OutputFile, TestUri.Of)))
            .TakeWhile(resource => (budget -= JsonTextSize.Of(resource.Name) + JsonTextSize.Of(resource.Uri) + ListEntry) >= 0);
    }

    private IEnumerable<Resource> ResourcesOf(RunRecord record)
    {
        var run = record.Result;
        foreach (var stream in ResourcesOf(run.RunId, [StreamName.Stdout, StreamName.Stderr], runs.StreamFile, RunUri.OfStream))
        {
            yield return stream;
        }

        foreach (var artifact in run.Artifacts ?? [])
        {
            yield return new Resource
            {
                Name = $"{run.RunId} {artifact.Path}",
                Uri = artifact.Uri,
                MimeType = artifact.MediaType,
                Size = artifact.Bytes,
            };
        }
    }

    /// <summary>The outputs of a record that are not empty.</summary>
    private static IEnumerable<Resource> ResourcesOf(
        string id, IEnumerable<string> names, Func<string, string, string> fileOf, Func<string, string, string> uriOf)
    {
        foreach (var name in names)
        {
            if (new FileInfo(fileOf(id, name)) is { Exists: true, Length: > 0 and var bytes })
            {
                yield return new Resource { Name = $"{id} {name}", Uri = uriOf(id, name), MimeType = MediaType.Text, Size = bytes };
            }
        }
    }

    private async ValueTask<ReadResourceResult> ReadAsync(string uri, bool isStateless, CancellationToken cancellationToken)
    {
        var output = outputs.Find(uri) ?? throw Missing();
        if (output.Bytes > MaximumBytes)
        {
            throw TooLarge($"{output.Name} has {output.Bytes:N0} bytes; a resource is sent whole only up to {MaximumBytes:N0}.");
        }

        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(output.Path, cancellationToken);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing();
        }

        return new ReadResourceResult
        {
            Contents = [MediaType.IsText(output.MediaType)
                ? TextOf(output, bytes, uri)
                : BlobResourceContents.FromBytes(bytes, uri, output.MediaType)],
        };

        McpProtocolException Missing() =>
            new(
                $"Resource not found: {OneLine.Of(uri, MaximumUri)}",
                isStateless ? McpErrorCode.InvalidParams : McpErrorCode.ResourceNotFound);
    }

    private static TextResourceContents TextOf(RecordedOutput output, byte[] bytes, string uri)
    {
        var text = TerminalText.From(bytes).Text;
        return JsonTextSize.Of(text) <= MaximumReply
            ? new TextResourceContents { Uri = uri, MimeType = output.MediaType, Text = text }
            : throw TooLarge($"{output.Name} takes more than {MaximumReply:N0} characters as JSON.");
    }

    private static McpProtocolException TooLarge(string what) =>
        new($"{what} The tool read_output reads text in pages; let a run make an image smaller.", McpErrorCode.InvalidParams);
}
