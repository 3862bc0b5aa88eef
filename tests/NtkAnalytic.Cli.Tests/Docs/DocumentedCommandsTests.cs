using System.Text.RegularExpressions;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Docs;

public partial class DocumentedCommandsTests
{
    public static TheoryData<string> Lines => [.. DocumentedCommands.Lines()];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_documented_line_runs(string line)
    {
        using TemporaryFolder folder = new();
        CommandResult result = Ntk.Run(DocumentedCommands.In(folder, DocumentedCommands.Words(line)));
        Assert.True(result.Code == ExitCode.Done, $"ntk {line}\n{result.Error}");
        Assert.NotEmpty(result.Output);
    }

    [Fact]
    public void The_figures_of_the_readme_are_what_its_first_line_prints()
    {
        string readme = DocumentedCommands.Page("README.md");
        string shown = readme.Split("```text\n")[1].Split("\n```")[0];
        string first = DocumentedCommands.Lines().First(line => readme.Contains("-- " + line, StringComparison.Ordinal));
        using TemporaryFolder folder = new();
        CommandResult result = Ntk.Run(DocumentedCommands.In(folder, DocumentedCommands.Words(first)));
        foreach (string line in shown.Split('\n').Where(line => line != "..."))
        {
            Assert.Contains(line + "\n", result.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        }
    }

    // The section of a verb and the common options name each option of its help, and no other.
    [Theory]
    [InlineData("activations")]
    [InlineData("dual")]
    [InlineData("kernel")]
    [InlineData("fit")]
    [InlineData("phase")]
    [InlineData("critical")]
    [InlineData("depth")]
    [InlineData("phase-diagram")]
    [InlineData("dispersion")]
    [InlineData("simulate")]
    [InlineData("derive")]
    [InlineData("train")]
    [InlineData("hierarchy")]
    [InlineData("claims")]
    public void The_reference_names_the_options_of_a_verb(string verb)
    {
        string page = DocumentedCommands.Page("docs", "reference", "command.md");
        string common = page.Split("\n## Common options\n")[1].Split("\n## ")[0];
        string own = page.Split($"\n## {verb}\n")[1].Split("\n## ")[0];
        string[] help = [.. Names(Ntk.Run(verb, "--help").Output.Split("\nExamples")[0]).Except(["--help"], StringComparer.Ordinal)];
        Assert.All(help, option => Assert.Contains(option, Names(common + own), StringComparer.Ordinal));
        Assert.All(Names(own), option => Assert.Contains(option, help, StringComparer.Ordinal));
    }

    [Fact]
    public void Words_are_split_as_a_shell_does() => Assert.Equal(
        ["dual", "--activation", "leaky-relu(0.1)", "", "max(0, x)'", "--correlation", "0"],
        DocumentedCommands.Words("dual --activation 'leaky-relu(0.1)'  '' \"max(0, x)'\" --correlation 0"));

    private static IEnumerable<string> Names(string text) =>
        Option().Matches(text).Select(match => match.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex(@"--[a-z][a-z0-9-]*", RegexOptions.None, 1000)]
    private static partial Regex Option();
}
