namespace NtkAnalytic.Activations;

/// <summary>The activations known by name.</summary>
public static class ActivationCatalog
{
    private static readonly Dictionary<string, ActivationEntry> ByName = Index();

    /// <summary>Every activation of the catalog, family by family.</summary>
    public static IReadOnlyList<ActivationEntry> Entries => CatalogTable.Entries;

    /// <summary>
    /// The activation of that name. Parameters follow in parentheses, with a decimal point whatever the culture:
    /// <c>relu</c>, <c>elu(1.5)</c>, <c>polynomial(0,1,0.5)</c>. Case, hyphens and underscores do not matter.
    /// </summary>
    /// <param name="text">A name of <see cref="Entries"/> or one of its aliases.</param>
    /// <returns>The activation; its name is the shortest one that parses to it again.</returns>
    /// <exception cref="ArgumentException">
    /// The name is unknown (the nearest names are offered), the text is malformed (the message says where), or the number or
    /// a value of the parameters is out of range.
    /// </exception>
    public static Activation Parse(string text)
    {
        (string name, double[] parameters) = ActivationSyntax.Split(text);
        if (ByName.TryGetValue(NearestNames.Normalize(name), out ActivationEntry? entry))
        {
            return entry.Create(parameters);
        }

        IReadOnlyList<string> nearest = NearestNames.Find(name, Entries, 3);
        throw new ArgumentException($"There is no activation '{name}'. The nearest names are {nearest[0]}, {nearest[1]} and {nearest[2]}.");
    }

    /// <summary>The activation of a name that is known to be in the catalog.</summary>
    internal static Activation Create(string name, params double[] parameters) =>
        ByName[NearestNames.Normalize(name)].Create(parameters);

    private static Dictionary<string, ActivationEntry> Index()
    {
        var index = new Dictionary<string, ActivationEntry>(StringComparer.Ordinal);
        foreach (ActivationEntry entry in CatalogTable.Entries)
        {
            foreach (string name in entry.Aliases.Append(entry.Name))
            {
                index.Add(NearestNames.Normalize(name), entry);
            }
        }

        return index;
    }
}
