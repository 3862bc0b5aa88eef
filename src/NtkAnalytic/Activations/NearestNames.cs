namespace NtkAnalytic.Activations;

/// <summary>Finds the names that a mistyped name may have meant.</summary>
internal static class NearestNames
{
    /// <summary>
    /// The <paramref name="count"/> entries nearest to the text, by the edit distance to their name or to the nearest of
    /// their aliases; a name that contains the text, or is contained in it, counts as one edit away.
    /// </summary>
    public static IReadOnlyList<string> Find(string text, IEnumerable<ActivationEntry> entries, int count)
    {
        string wanted = Normalize(text);
        return
        [
            .. entries
                .Select(entry => (entry.Name, Distance: entry.Aliases.Append(entry.Name).Min(name => Distance(wanted, Normalize(name)))))
                .OrderBy(candidate => candidate.Distance)
                .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
                .Take(count)
                .Select(candidate => candidate.Name),
        ];
    }

    /// <summary>A name without case and separators: <c>Leaky_ReLU</c> and <c>leaky-relu</c> are the same.</summary>
    public static string Normalize(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Distance(string wanted, string name)
    {
        bool contains = wanted.Length >= 3 && name.Length >= 3
            && (name.Contains(wanted, StringComparison.Ordinal) || wanted.Contains(name, StringComparison.Ordinal));
        return contains ? Math.Min(1, EditDistance(wanted, name)) : EditDistance(wanted, name);
    }

    /// <summary>Insertions, deletions, substitutions and swaps of neighbours (Damerau and Levenshtein, in its restricted form).</summary>
    internal static int EditDistance(string first, string second)
    {
        int[,] distance = new int[first.Length + 1, second.Length + 1];
        for (int i = 0; i <= first.Length; i++)
        {
            distance[i, 0] = i;
        }

        for (int j = 0; j <= second.Length; j++)
        {
            distance[0, j] = j;
        }

        for (int i = 1; i <= first.Length; i++)
        {
            for (int j = 1; j <= second.Length; j++)
            {
                int best = Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1;
                best = Math.Min(best, distance[i - 1, j - 1] + (first[i - 1] == second[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && first[i - 1] == second[j - 2] && first[i - 2] == second[j - 1])
                {
                    best = Math.Min(best, distance[i - 2, j - 2] + 1);
                }

                distance[i, j] = best;
            }
        }

        return distance[first.Length, second.Length];
    }
}
