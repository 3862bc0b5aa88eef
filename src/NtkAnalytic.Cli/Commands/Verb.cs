using System.CommandLine;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A verb of <c>ntk</c>, with lines to try.</summary>
internal sealed class Verb : Command
{
    /// <summary>Names a verb.</summary>
    /// <param name="name">The word to type.</param>
    /// <param name="description">What it answers.</param>
    /// <param name="examples">Command lines that work.</param>
    public Verb(string name, string description, params IReadOnlyList<string> examples)
        : base(name, description) => Examples = examples;

    /// <summary>Command lines that work.</summary>
    public IReadOnlyList<string> Examples { get; }
}
