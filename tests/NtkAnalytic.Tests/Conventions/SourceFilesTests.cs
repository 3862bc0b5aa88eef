using System.Text.RegularExpressions;
using Xunit;

namespace NtkAnalytic.Tests.Conventions;

public partial class SourceFilesTests
{
    private static readonly string[] TextFiles =
        [".cs", ".csproj", ".fs", ".fsproj", ".fsx", ".props", ".targets", ".sln", ".json", ".md", ".svg", ".tsv", ".txt", ".editorconfig", ".gitignore", ""];

    [Fact]
    public void No_file_names_a_path_of_one_machine()
    {
        foreach (string file in SourceFiles.All().Where(file => TextFiles.Contains(Path.GetExtension(file), StringComparer.Ordinal)))
        {
            Match match = MachinePath().Match(File.ReadAllText(file));
            Assert.False(match.Success, $"{SourceFiles.Relative(file)} names {match.Value}.");
        }
    }

    [Theory]
    [InlineData("see /ho" + "me/me/x")]
    [InlineData("C:" + @"\Users\me")]
    [InlineData("read .." + "/shared/x.md")]
    [InlineData("/t" + "mp/file")]
    public void A_path_of_one_machine_is_found(string text) => Assert.Matches(MachinePath(), text);

    [Fact]
    public void A_file_declares_the_namespace_of_its_folder()
    {
        foreach (string file in SourceFiles.All("src").Concat(SourceFiles.All("tests")).Where(file => file.EndsWith(".cs", StringComparison.Ordinal)))
        {
            Match match = NamespaceDeclaration().Match(File.ReadAllText(file));
            if (!match.Success)
            {
                Assert.Contains(Path.GetFileName(file), (string[])["Program.cs", "GlobalUsings.cs", "AssemblyInfo.cs"], StringComparer.Ordinal);
                continue;
            }

            string[] folders = SourceFiles.Relative(Path.GetDirectoryName(file)!).Split('/');
            Assert.Equal(string.Join('.', folders.Skip(1)), match.Groups["name"].Value);
        }
    }

    [GeneratedRegex(@"(^|[\s""'(=>`])/(home|Users|root|work|tmp)/\w+|[A-Z]:\\Users|\.\./share[d]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NamespaceDeclaration();
}
