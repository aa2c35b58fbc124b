using System.Text.Json;
using Microsoft.Extensions.Logging;
using UltimateMcp.Server.Calls.Limits;
using UltimateMcp.Server.Calls.Validation;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// The way of every call, whoever it comes from:
/// <c>record ⊃ failure ⊃ validate → bucket → gate → tool</c>.
/// <list type="bullet">
/// <item><b>Record</b> is outermost, so that refused, throttled and cancelled calls are seen too.</item>
/// <item><b>Failure</b> is the one place where exceptions become errors that a model can read.</item>
/// <item><b>Validate</b> comes before the bucket: a mistyped argument costs no token.</item>
/// <item><b>Gate</b> comes last: a call that will not run never holds a slot, nor does one that waits for its turn at a processor.</item>
/// </list>
/// A heartbeat runs beside the gate and the tool and has ended when the outcome is returned.
/// </summary>
internal sealed class CallChain(
    TokenBuckets buckets, Gate gate, CallRecorder recorder, Func<string> createCallId, TimeProvider time, ILogger<CallChain> logger)
{
    private readonly ExceptionMapper _failures = new(logger);

    // The other half of the processors is for calls that are quick, and for the programs that they run.
    private readonly Gate _turns = new(new CallOptions { MaxConcurrentCalls = Math.Max(1, Environment.ProcessorCount / 2) });

    /// <exception cref="OperationCanceledException">The client cancelled the call; it is recorded, and there is nobody to reply to.</exception>
    public async Task<CallOutcome> InvokeAsync(
        ITool tool, IReadOnlyDictionary<string, JsonElement> arguments, CallOrigin origin, CancellationToken cancellationToken)
    {
        var context = new CallContext(createCallId());
        var started = time.GetTimestamp();
        CallOutcome outcome;
        try
        {
            var reply = await AnswerAsync(tool, arguments, origin, context, cancellationToken);
            outcome = new CallOutcome(context.Id, time.GetElapsedTime(started), reply);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            recorder.Record(new CallRecord(tool.Definition, origin, new CallOutcome(context.Id, time.GetElapsedTime(started), ExceptionMapper.Cancelled), WasCancelled: true));
            throw;
        }
        catch (Exception failure)
        {
            outcome = new CallOutcome(context.Id, time.GetElapsedTime(started), _failures.Explain(failure, tool.Definition, context.Id));
        }

        recorder.Record(new CallRecord(tool.Definition, origin, outcome, cancellationToken.IsCancellationRequested));
        return outcome;
    }

    private async Task<ToolReply> AnswerAsync(
        ITool tool, IReadOnlyDictionary<string, JsonElement> arguments, CallOrigin origin, CallContext context, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var given = ArgumentSchema.Of(tool.Definition).Read(arguments);
        if (tool.Definition.SkipsGate)
        {
            await using var _ = Beat(origin, context, place: null, cancellationToken);
            return await tool.CallAsync(given, context, cancellationToken);
        }

        buckets.Take(tool.Definition);
        using var turn = tool.Definition.IsCpuBound(given) ? _turns.TakePlace() : null;
        if (turn is not null)
        {
            await using var waiting = Beat(origin, context, turn, cancellationToken);
            await turn.WaitAsync(cancellationToken);
        }

        using var place = gate.TakePlace();
        await using var heartbeat = Beat(origin, context, place, cancellationToken);
        await place.WaitAsync(cancellationToken);
        var reply = await tool.CallAsync(given, context, cancellationToken);
        if (reply.GivesTokenBack)
        {
            buckets.GiveBack(tool.Definition);
        }

        return reply;
    }

    private Heartbeat? Beat(CallOrigin origin, CallContext context, Gate.Place? place, CancellationToken cancellationToken) =>
        Heartbeat.Start(
            origin,
            context.Id,
            () => place is { IsWaiting: true } ? (null, $"waiting, {place.Ahead} ahead") : (context.Progress?.Total, context.Progress?.Status()),
            time,
            logger,
            cancellationToken);
}
