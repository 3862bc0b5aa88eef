namespace NtkAnalytic.Cli;

/// <summary>Which known names a misspelt one may have meant.</summary>
internal static class NearestNames
{
    /// <summary>", did you mean 'x' or 'y'?" when some name is near, nothing otherwise.</summary>
    /// <param name="word">What was typed.</param>
    /// <param name="known">The names there are.</param>
    /// <returns>A clause to append to a message.</returns>
    public static string Suggest(string word, IEnumerable<string> known)
    {
        // A third of the word may be wrong: more than that is another word.
        int tolerance = Math.Max(1, word.Length / 3);
        string[] near =
        [
            .. known
                .Select(name => (Name: name, Distance: Distance(word, name)))
                .Where(candidate => candidate.Distance <= tolerance)
                .OrderBy(candidate => candidate.Distance)
                .Take(3)
                .Select(candidate => $"'{candidate.Name}'"),
        ];
        return near.Length == 0 ? "" : $" (did you mean {string.Join(" or ", near)}?)";
    }

    /// <summary>The number of letters to insert, delete or replace (Levenshtein), whatever their case.</summary>
    /// <param name="first">One word.</param>
    /// <param name="second">The other word.</param>
    /// <returns>The distance.</returns>
    public static int Distance(string first, string second)
    {
        int[] previous = [.. Enumerable.Range(0, second.Length + 1)];
        int[] current = new int[second.Length + 1];
        for (int i = 1; i <= first.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replace = previous[j - 1] + (char.ToLowerInvariant(first[i - 1]) == char.ToLowerInvariant(second[j - 1]) ? 0 : 1);
                current[j] = Math.Min(replace, 1 + Math.Min(previous[j], current[j - 1]));
            }

            (previous, current) = (current, previous);
        }

        return previous[second.Length];
    }
}
