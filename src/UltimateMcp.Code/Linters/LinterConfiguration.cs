using System.Collections.Immutable;
using UltimateMcp.Sandbox;

namespace UltimateMcp.Code.Linters;

/// <summary>The configuration of a linter among the caller's files.</summary>
internal static class LinterConfiguration
{
    private const int MaximumShown = 200;

    /// <summary>The first of the names that is in the top folder; null if none is.</summary>
    public static ScratchFile? Find(ImmutableArray<ScratchFile> files, string name) =>
        files.FirstOrDefault(file => file.Path.Value == name);

    /// <param name="file">Its name.</param>
    /// <param name="problem">As a sentence that follows the name, without a full stop.</param>
    public static CodeException Refused(string file, string problem, string hint) =>
        new(CodeError.InvalidRequest, $"\"{file}\" in files {OneLine.Of(problem, MaximumShown)}.", hint);
}
