using NtkAnalytic.Cli.Tests.Docs;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class UsageTests
{
    [Theory]
    [InlineData("", "no verb was given", "ntk --help")]
    [InlineData("krenel", "unknown verb 'krenel'", "did you mean 'kernel'")]
    [InlineData("--frobnicate", "unknown option '--frobnicate'")]
    [InlineData("fit --dta x.csv", "unknown option '--dta'", "did you mean '--data'", "ntk fit --help")]
    [InlineData("fit", "'--data' is required")]
    [InlineData("kernel --data", "--data")]
    [InlineData("fit data.csv", "unknown argument 'data.csv'")]
    [InlineData("dual --correlation 0 --correlation 1", "--correlation")]
    [InlineData("fit @response.txt", "unknown argument '@response.txt'")]
    [InlineData("derive", "derive", "ntk derive --help")]
    [InlineData("derive relu erf", "unknown argument 'erf'")]
    [InlineData("activations --format xml", "--format: 'xml' is not one of text, json, csv")]
    public void A_slip_on_the_command_line_is_one_line(string line, params string[] messages) =>
        Ntk.Line(line).AssertRefused(messages);

    [Theory]
    [InlineData("--help", "activations", "dual", "kernel", "fit", "Exit codes")]
    [InlineData("activations --help", "--format")]
    [InlineData("dual --help", "--one-minus-correlation", "ntk dual --activation relu")]
    [InlineData("kernel --help", "--out", "ntk kernel --data")]
    [InlineData("fit -h", "--ridge-absolute", "ntk fit --data", "[default: fully-connected]")]
    public void Help_shows_options_and_examples(string line, params string[] words)
    {
        CommandResult result = Ntk.Line(line);
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal("", result.Error);
        Assert.Contains("Examples:", result.Output, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, result.Output, StringComparison.Ordinal));
    }

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
    [InlineData("derive")]
    public void The_examples_of_the_help_run(string verb)
    {
        using TemporaryFolder folder = new();
        string[] help = Ntk.Run(verb, "--help").OutputLines;
        string[] examples = [.. help.Where(line => line.StartsWith("  ntk " + verb + " ", StringComparison.Ordinal) && !line.Contains('['))];
        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            string line = example.Trim()["ntk ".Length..].Split('>')[0]
                .Replace("docs/samples", Samples.Folder, StringComparison.Ordinal)
                .Replace("--out ", "--out " + folder.PathOf(""), StringComparison.Ordinal)
                .Replace("--svg ", "--svg " + folder.PathOf(""), StringComparison.Ordinal);
            CommandResult result = Ntk.Run(DocumentedCommands.Words(line));
            Assert.True(result.Code == ExitCode.Done, $"{example}: {result.Error}");
            Assert.NotEmpty(result.Output);
        });
    }

    [Fact]
    public void The_version_names_what_does_the_linear_algebra()
    {
        CommandResult result = Ntk.Line("--version");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Matches(@"^ntk \d+\.\d+\.\d+$", result.OutputLines[0]);
        Assert.Matches("^linear algebra: (OpenBLAS|managed)", result.OutputLines[1]);
    }
}
