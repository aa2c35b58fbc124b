namespace UltimateMcp.Primitives;

/// <summary>A number of bytes. Its text uses binary units (1 KiB = 1024 bytes).</summary>
public readonly record struct ByteSize(long Bytes) : IComparable<ByteSize>
{
    public static readonly ByteSize Zero = new(0);

    public static ByteSize FromKibibytes(long count) => new(checked(count * 1024));

    public static ByteSize FromMebibytes(long count) => new(checked(count * 1024 * 1024));

    public static ByteSize Max(ByteSize left, ByteSize right) => left > right ? left : right;

    public static ByteSize Min(ByteSize left, ByteSize right) => left < right ? left : right;

    public static ByteSize operator +(ByteSize left, ByteSize right) => new(checked(left.Bytes + right.Bytes));

    public static bool operator <(ByteSize left, ByteSize right) => left.Bytes < right.Bytes;

    public static bool operator >(ByteSize left, ByteSize right) => left.Bytes > right.Bytes;

    public static bool operator <=(ByteSize left, ByteSize right) => left.Bytes <= right.Bytes;

    public static bool operator >=(ByteSize left, ByteSize right) => left.Bytes >= right.Bytes;

    public int CompareTo(ByteSize other) => Bytes.CompareTo(other.Bytes);

    public override string ToString() => Bytes switch
    {
        >= 1024 * 1024 when Bytes % (1024 * 1024) == 0 => $"{Bytes / (1024 * 1024)} MiB",
        >= 1024 when Bytes % 1024 == 0 => $"{Bytes / 1024} KiB",
        _ => $"{Bytes} bytes",
    };
}
