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

    /// <summary>The number of letters to insert, delete, replace or swap with their neighbour, whatever their case.</summary>
    /// <param name="first">One word.</param>
    /// <param name="second">The other word.</param>
    /// <returns>The distance (optimal string alignment).</returns>
    public static int Distance(string first, string second)
    {
        first = first.ToLowerInvariant();
        second = second.ToLowerInvariant();
        int[,] distance = new int[first.Length + 1, second.Length + 1];
        for (int i = 0; i <= first.Length; i++)
        {
            for (int j = 0; j <= second.Length; j++)
            {
                distance[i, j] = i == 0 || j == 0 ? i + j : Math.Min(
                    distance[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1),
                    1 + Math.Min(distance[i - 1, j], distance[i, j - 1]));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[first.Length, second.Length];
    }
}
