namespace NtkAnalytic.Tests.Conventions;

/// <summary>The files of the repository that people write, without what is built or fetched.</summary>
internal static class SourceFiles
{
    private static readonly string[] Skipped = ["bin", "obj", ".git", ".vs", ".idea", "TestResults", "BenchmarkDotNet.Artifacts", "artifacts"];

    public static IEnumerable<string> All(params string[] below) => Walk(Repository.PathOf(below));

    public static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file) != ".git").Concat(
            Directory.EnumerateDirectories(folder)
                .Where(child => !Skipped.Contains(Path.GetFileName(child), StringComparer.Ordinal))
                .SelectMany(Walk));
}
