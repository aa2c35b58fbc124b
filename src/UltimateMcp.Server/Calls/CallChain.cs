using System.Text.Json;
using Microsoft.Extensions.Logging;
using UltimateMcp.Server.Calls.Limits;
using UltimateMcp.Server.Calls.Validation;

namespace UltimateMcp.Server.Calls;

/// <summary>
/// The steps of every call, from a host or from the command line: <c>record ⊃ exceptions ⊃ validate → bucket → gate →
/// tool</c>.
/// <list type="bullet">
/// <item><b>Record</b> is outermost, so that refused, throttled and cancelled calls are seen too.</item>
/// <item><b>Exceptions</b> become errors that a model can read (<see cref="ExceptionMapper"/>).</item>
/// <item><b>Validate</b> comes before the bucket: a mistyped argument costs no token.</item>
/// <item><b>Gate</b> comes last: a call that will not run never holds a slot, nor does one that waits for a
/// processor.</item>
/// </list>
/// A heartbeat runs beside the gate and the tool; it has ended when the outcome is returned.
/// </summary>
internal sealed class CallChain(
    TokenBuckets buckets, Gate gate, CallRecorder recorder, Func<string> createCallId, TimeProvider time, ILogger<CallChain> logger)
{
    private readonly ExceptionMapper _exceptions = new(logger);

    // Leaves half of the processors for other calls and their programs.
    private readonly Gate _processors = new(new CallOptions { MaxConcurrentCalls = Math.Max(1, Environment.ProcessorCount / 2) });

    /// <exception cref="OperationCanceledException">The client cancelled the call; it is recorded, and no reply is
    /// sent.</exception>
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
            var cancelled = new CallOutcome(context.Id, time.GetElapsedTime(started), ExceptionMapper.Cancelled);
            recorder.Record(new CallRecord(tool.Definition, origin, cancelled, WasCancelled: true));
            throw;
        }
        catch (Exception exception)
        {
            var error = _exceptions.ToError(exception, tool.Definition, context.Id);
            outcome = new CallOutcome(context.Id, time.GetElapsedTime(started), error);
        }

        recorder.Record(new CallRecord(tool.Definition, origin, outcome, cancellationToken.IsCancellationRequested));
        return outcome;
    }

    private async Task<ToolReply> AnswerAsync(
        ITool tool,
        IReadOnlyDictionary<string, JsonElement> arguments,
        CallOrigin origin,
        CallContext context,
        CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var given = ArgumentSchema.Of(tool.Definition).Read(arguments);
        if (tool.Definition.SkipsGate)
        {
            await using var _ = StartHeartbeat(origin, context, place: null, cancellationToken);
            return await tool.CallAsync(given, context, cancellationToken);
        }

        var payer = tool.Definition.Payer(given) ?? tool.Definition;
        buckets.Take(payer);
        using var processor = tool.Definition.IsCpuBound(given) ? _processors.TakePlace() : null;
        if (processor is not null)
        {
            await using var waiting = StartHeartbeat(origin, context, processor, cancellationToken);
            await processor.WaitAsync(cancellationToken);
        }

        using var place = gate.TakePlace();
        await using var heartbeat = StartHeartbeat(origin, context, place, cancellationToken);
        await place.WaitAsync(cancellationToken);
        var reply = await tool.CallAsync(given, context, cancellationToken);
        if (reply.GivesTokenBack)
        {
            buckets.GiveBack(payer);
        }

        return reply;
    }

    private Heartbeat? StartHeartbeat(CallOrigin origin, CallContext context, Gate.Place? place, CancellationToken cancellationToken) =>
        Heartbeat.Start(
            origin,
            context.Id,
            () => place is { IsWaiting: true }
                ? (null, $"waiting, {place.Ahead} ahead")
                : (context.Progress?.Total, context.Progress?.Status()),
            time,
            logger,
            cancellationToken);
}
