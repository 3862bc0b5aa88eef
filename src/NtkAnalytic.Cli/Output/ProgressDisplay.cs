using Spectre.Console;

namespace NtkAnalytic.Cli.Output;

/// <summary>Progress bars on standard error, when that is a terminal; otherwise silence.</summary>
internal sealed class ProgressDisplay
{
    private readonly ProgressContext? _context;

    private ProgressDisplay(ProgressContext? context) => _context = context;

    /// <summary>Runs work that may show bars; they are gone when it ends.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="host">The streams.</param>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    public static T Run<T>(CommandHost host, Func<ProgressDisplay, T> work)
    {
        if (!host.ErrorIsTerminal)
        {
            return work(new ProgressDisplay(null));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(host.Error) });
        return console
            .Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new ProgressDisplay(context)));
    }

    /// <summary>Runs one stage of the work under a bar of its own.</summary>
    /// <typeparam name="T">Its result.</typeparam>
    /// <param name="title">What is going on.</param>
    /// <param name="work">The stage; it may tell its share from 0 to 1, from any thread, or is handed null when nobody watches.</param>
    /// <returns>The result.</returns>
    public T Stage<T>(string title, Func<IProgress<double>?, T> work)
    {
        if (_context is null)
        {
            return work(null);
        }

        ProgressTask bar = _context.AddTask(Markup.Escape(title), maxValue: 1);
        T result = work(new Bar(bar));
        bar.Value = 1;
        return result;
    }

    // Shares may arrive out of order from several threads: a bar never goes back.
    private sealed class Bar(ProgressTask task) : IProgress<double>
    {
        private readonly Lock _lock = new();

        public void Report(double value)
        {
            lock (_lock)
            {
                task.Value = Math.Max(task.Value, value);
            }
        }
    }
}
