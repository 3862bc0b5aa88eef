namespace NtkAnalytic.Cli;

/// <summary>What surrounds a command: its two streams, whether a person watches them, and the wish to stop.</summary>
/// <param name="Output">Standard output: the answer, nothing else.</param>
/// <param name="Error">Standard error: messages and progress.</param>
internal sealed record CommandHost(TextWriter Output, TextWriter Error)
{
    /// <summary>True when <see cref="Output"/> is a terminal, so that tables fit its width.</summary>
    public bool OutputIsTerminal { get; init; }

    /// <summary>True when <see cref="Error"/> is a terminal, so that progress is shown.</summary>
    public bool ErrorIsTerminal { get; init; }

    /// <summary>Set by Ctrl-C and SIGTERM.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Tells what was assumed or what to mind, on standard error.</summary>
    /// <param name="text">One line.</param>
    public void Note(string text) => Error.WriteLine("ntk: " + text);
}
