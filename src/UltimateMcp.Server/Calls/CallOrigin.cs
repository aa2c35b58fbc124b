namespace UltimateMcp.Server.Calls;

/// <summary>The client of a call, and how to send progress to it.</summary>
/// <param name="ClientName">As reported by the client: untrusted.</param>
/// <param name="SendProgress">Null if the client did not ask for progress.</param>
internal sealed record CallOrigin(string? ClientName = null, string? ClientVersion = null, ProgressSender? SendProgress = null);

/// <summary>Sends one progress notification; completes when it is written.</summary>
internal delegate Task ProgressSender(ProgressNote note, CancellationToken cancellationToken);

/// <param name="Elapsed">Time since the call arrived.</param>
/// <param name="Total">The time limit of the work; null if not known yet.</param>
internal sealed record ProgressNote(TimeSpan Elapsed, TimeSpan? Total, string Message);
