namespace NtkAnalytic.Cli.Tests;

/// <summary>The sample data of the repository.</summary>
internal static class Samples
{
    public static string Folder { get; } = Find();

    public static string Digits { get; } = Path.Combine(Folder, "digits.csv");

    public static string Wine { get; } = Path.Combine(Folder, "wine.csv");

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NtkAnalytic.sln")))
            {
                return Path.Combine(folder.FullName, "docs", "samples");
            }
        }

        throw new InvalidOperationException("The tests run outside the repository: no folder above them holds NtkAnalytic.sln.");
    }
}
