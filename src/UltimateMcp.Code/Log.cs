using Microsoft.Extensions.Logging;

namespace UltimateMcp.Code;

internal static partial class Log
{
    [LoggerMessage(2000, LogLevel.Warning, "The record of {RunId} could not be written")]
    public static partial void RecordFailed(ILogger logger, Exception fault, string runId);

    [LoggerMessage(2001, LogLevel.Warning, "Old records could not be removed")]
    public static partial void SweepFailed(ILogger logger, Exception fault);
}
