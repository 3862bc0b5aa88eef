using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The usual help, followed by the examples of the verb (or of every verb, for <c>ntk --help</c>).</summary>
/// <param name="help">The usual help.</param>
internal sealed class HelpWithExamples(HelpAction help) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        help.Invoke(parseResult);
        Command command = parseResult.CommandResult.Command;
        IEnumerable<string> examples = command is Verb verb
            ? verb.Examples
            : command.Subcommands.OfType<Verb>().Select(one => one.Examples[0]);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (string example in examples)
        {
            output.WriteLine("  " + example);
        }

        output.WriteLine();
        output.WriteLine("Exit codes: 0 done, 1 wrong usage or bad input, 2 computed but a solver did not converge, a formula has no closed form or a claim did not hold, 130 cancelled.");
        return ExitCode.Done;
    }
}
