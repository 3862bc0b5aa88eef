using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using NtkAnalytic.Cli.Commands;

namespace NtkAnalytic.Cli;

/// <summary>The command <c>ntk</c>: its verbs, and how an exception becomes one line and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Runs the command.</summary>
    /// <param name="arguments">The words after <c>ntk</c>.</param>
    /// <param name="host">Streams and cancellation.</param>
    /// <returns>An <see cref="ExitCode"/>.</returns>
    public static int Run(IReadOnlyList<string> arguments, CommandHost host)
    {
        try
        {
            ParseResult parse = Build(host).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parse.Action is ParseErrorAction)
            {
                throw new UsageException(UsageMessage.Of(parse));
            }

            return parse.Invoke(new InvocationConfiguration
            {
                Output = host.Output,
                Error = host.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception exception)
        {
            (int code, string message) = Failure.Describe(exception, host.CancellationToken);
            host.Note(message);
            return code;
        }
        finally
        {
            host.Output.Flush();
        }
    }

    private static RootCommand Build(CommandHost host)
    {
        RootCommand root = new("Wide neural networks: NNGP and neural tangent kernels, phases and depth limits, with error estimates and as formulas; networks of finite width, in theory and simulated.");
        Verb[] verbs =
        [
            ActivationsCommand.Create(host),
            DualCommand.Create(host),
            KernelCommand.Create(host),
            FitCommand.Create(host),
            PhaseCommand.Create(host),
            CriticalCommand.Create(host),
            DepthCommand.Create(host),
            PhaseDiagramCommand.Create(host),
            DispersionCommand.Create(host),
            SimulateCommand.Create(host),
            TrainCommand.Create(host),
            HierarchyCommand.Create(host),
            DeriveCommand.Create(host),
            ClaimsCommand.Create(host),
        ];
        foreach (Verb verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        foreach (Option option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new HelpWithExamples(new HelpAction());
            }
            else if (option is VersionOption version)
            {
                version.Action = new VersionAction(host);
            }
        }

        return root;
    }
}
