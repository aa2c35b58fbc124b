using UltimateMcp.Code.Languages;
using UltimateMcp.Code.Running;

namespace UltimateMcp.Tests.Code.Running;

internal static class RequestWords
{
    extension(UncacheableWords words)
    {
        internal (string Word, Dependence Dependence)? FirstIn(RunRequest request, CancellationToken cancellationToken) =>
            words.FirstIn(request.Code, [request.StandardInput, .. request.Arguments, .. request.Files.Select(file => file.Value)], cancellationToken);
    }
}
