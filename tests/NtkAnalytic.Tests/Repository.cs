namespace NtkAnalytic.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The lines of a reference table, split at tabs, without comments and the header.</summary>
    public static IEnumerable<string[]> ReferenceTable(string name) =>
        File.ReadLines(PathOf("tests", "NtkAnalytic.Tests", "Reference", name))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Skip(1)
            .Select(line => line.Split('\t'));

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NtkAnalytic.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository: no folder above them holds NtkAnalytic.sln.");
    }
}
