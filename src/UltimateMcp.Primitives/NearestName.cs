namespace UltimateMcp.Primitives;

/// <summary>Finds the closest name, for "did you mean" hints.</summary>
public static class NearestName
{
    // A longer name is not a misspelling; the cost is the product of the lengths.
    private const int MaximumName = 64;

    /// <summary>
    /// The allowed name with the smallest edit distance, if that is at most <paramref name="tolerance"/> or a third of
    /// its length, or if one name is a prefix of the other.
    /// </summary>
    public static string? Find(string name, IReadOnlyList<string> allowed, int tolerance = 2)
    {
        if (name.Length is 0 or > MaximumName)
        {
            return null;
        }

        return allowed
            .Select(candidate => (Name: candidate, Distance: Distance(Fold(name), Fold(candidate))))
            .Where(candidate => candidate.Distance <= Math.Max(tolerance, candidate.Name.Length / 3)
                && candidate.Distance < candidate.Name.Length
                || IsPrefix(Fold(name), Fold(candidate.Name)))
            .OrderBy(candidate => candidate.Distance)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    private static bool IsPrefix(string one, string other) =>
        Math.Min(one.Length, other.Length) >= 3
        && (one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal));

    /// <summary>Models mix naming styles: <c>maxRows</c>, <c>max-rows</c>.</summary>
    private static string Fold(string name) =>
        name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Levenshtein distance, row by row.</summary>
    private static int Distance(string one, string other)
    {
        var row = new int[other.Length + 1];
        for (var column = 0; column <= other.Length; column++)
        {
            row[column] = column;
        }

        for (var i = 1; i <= one.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
            {
                var replaced = diagonal + (one[i - 1] == other[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[other.Length];
    }
}
