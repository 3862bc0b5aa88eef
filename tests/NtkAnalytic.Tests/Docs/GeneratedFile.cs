using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>A file of the documentation that follows from the library: compared, or rewritten with NTK_APPROVE=1.</summary>
internal static class GeneratedFile
{
    public static void Check(string expected, params string[] path)
    {
        string file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("NTK_APPROVE") == "1")
        {
            File.WriteAllText(file, expected);
        }

        string actual = File.Exists(file) ? File.ReadAllText(file) : "";
        Assert.True(
            expected == actual,
            $"{string.Join('/', path)} is stale: run this test once with NTK_APPROVE=1 and commit the file.");
    }
}
