namespace UltimateMcp.Sandbox.Running;

/// <summary>Why something was killed. Several may want that at the same time: the first reason counts.</summary>
internal sealed class FirstReason
{
    private const int None = -1;

    private int _value = None;

    /// <summary>Null if nobody has given one.</summary>
    internal KillReason? Value => Volatile.Read(ref _value) is var value and not None ? (KillReason)value : null;

    /// <summary>False if there is one already.</summary>
    internal bool TrySet(KillReason reason) => Interlocked.CompareExchange(ref _value, (int)reason, None) == None;
}
