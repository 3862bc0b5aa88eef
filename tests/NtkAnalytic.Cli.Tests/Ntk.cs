using System.Globalization;
using System.Text.Json;
using Xunit;

namespace NtkAnalytic.Cli.Tests;

/// <summary>Runs the command in this process, as a pipe would see it.</summary>
internal static class Ntk
{
    public static CommandResult Run(params IReadOnlyList<string> arguments) => Run(CancellationToken.None, arguments);

    public static CommandResult Run(CancellationToken cancellationToken, params IReadOnlyList<string> arguments)
    {
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using StringWriter error = new(CultureInfo.InvariantCulture);
        int code = CommandLine.Run(arguments, new CommandHost(output, error) { CancellationToken = cancellationToken });
        return new CommandResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs words separated by blanks.</summary>
    public static CommandResult Line(string line) => Run(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>What a run of the command gave.</summary>
internal sealed record CommandResult(int Code, string Output, string Error)
{
    public JsonElement Json()
    {
        using JsonDocument document = JsonDocument.Parse(Output);
        return document.RootElement.Clone();
    }

    public string[] OutputLines => Output.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    public string[] ErrorLines => Error.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Exit code 1, nothing on standard output, and one line on standard error that holds these words.</summary>
    public void AssertRefused(params string[] words)
    {
        Assert.Equal(ExitCode.BadInput, Code);
        Assert.Equal("", Output);
        string line = Assert.Single(ErrorLines);
        Assert.StartsWith("ntk: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("unexpected error", line, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", line, StringComparison.Ordinal);
        Assert.All(words, word => Assert.Contains(word, line, StringComparison.Ordinal));
    }
}
