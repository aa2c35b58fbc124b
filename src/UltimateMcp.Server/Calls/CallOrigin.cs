namespace UltimateMcp.Server.Calls;

/// <summary>The client that made a call, and how to send it progress.</summary>
/// <param name="ClientName">As the client reports it: hostile text.</param>
/// <param name="SendProgress">Null where the client did not ask for progress.</param>
internal sealed record CallOrigin(string? ClientName = null, string? ClientVersion = null, ProgressSender? SendProgress = null);

/// <summary>Sends one progress message and completes when it is written.</summary>
internal delegate Task ProgressSender(ProgressNote note, CancellationToken cancellationToken);

/// <param name="Elapsed">Since the call arrived.</param>
/// <param name="Total">The time limit of the work; null while none is known.</param>
internal sealed record ProgressNote(TimeSpan Elapsed, TimeSpan? Total, string Message);
