namespace UltimateMcp.Server.Calls;

/// <summary>Who asked for a call, and how to reach them while it lasts.</summary>
/// <param name="ClientName">As the client says of itself: hostile text.</param>
/// <param name="SendProgress">Null where the client did not ask for progress.</param>
internal sealed record CallOrigin(string? ClientName = null, string? ClientVersion = null, ProgressSender? SendProgress = null);

/// <summary>Sends one progress message and completes when it is written.</summary>
internal delegate Task ProgressSender(ProgressNote note, CancellationToken cancellationToken);

/// <param name="Elapsed">Since the call came in; grows from note to note.</param>
/// <param name="Total">The limit that the work runs against; null while none is known.</param>
internal sealed record ProgressNote(TimeSpan Elapsed, TimeSpan? Total, string Message);
