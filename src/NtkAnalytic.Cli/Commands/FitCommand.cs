using System.CommandLine;
using System.Diagnostics;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Kernels;
using NtkAnalytic.Regression;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk fit</c>: kernel regression trained on some rows and tested on others.</summary>
internal sealed class FitCommand
{
    private readonly CommandHost _host;
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly Setting<KernelKinds> _kind = KindOption.Create();

    private readonly Setting<LearningTask> _task = TaskOption.Create();

    private readonly Setting<double?> _ridge = new(
        "--ridge", "R", "Ridge, times the mean of the training Gram's diagonal; 1e-8 unless given.", text => Read.Number(text));

    private readonly Setting<double?> _absoluteRidge = new(
        "--ridge-absolute", "R", "Ridge in the units of the kernel, instead of --ridge.", text => Read.Number(text));

    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private FitCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        FitCommand command = new(host);
        Verb verb = new(
            "fit",
            "Trains kernel regression on some rows of a CSV file and tests it on others: accuracy, error, conditioning. By default the first 80 % of the rows train and the rest test; '--format csv' writes a prediction for each test row.",
            "ntk fit --data docs/samples/digits.csv --scale max --train-rows 0:1000 --test-rows 1000:",
            "ntk fit --data docs/samples/wine.csv --scale standardize --target alcohol --train-rows 30: --kind both --ridge 0.1",
            "ntk fit --data docs/samples/digits.csv --scale max --format csv > predictions.csv");
        command._data.AddTo(verb);
        command._task.AddTo(verb);
        command._kind.AddTo(verb);
        command._ridge.AddTo(verb);
        command._absoluteRidge.AddTo(verb);
        command._network.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        KernelKinds kinds = _kind.Get(parse);
        LearningTask task = _task.Get(parse);
        Ridge ridge = GetRidge(parse);
        Network network = _network.Get(parse);
        DataSet data = _data.Get(parse, _host.CancellationToken);
        if (data.TargetColumn is null)
        {
            throw new UsageException("there is nothing to fit with --target none; name the column to predict");
        }

        TrainTestSplit split = TrainTestSplit.Of(data.Table, data.TrainRange, data.TestRange);
        Targets targets = Targets.Of(data.TargetOf(split.Train), data.TargetOf(split.Test), task);
        string algebra = LinearAlgebra.Use();
        Stopwatch watch = Stopwatch.StartNew();
        IReadOnlyList<FitResult> results = ProgressDisplay.Run(
            _host,
            display => FitResult.Compute(new Kernel(network), kinds, data, split, targets, ridge, display, _host.CancellationToken));
        FitReport report = new(network, data, split, targets, ridge, results, watch.Elapsed, algebra);
        switch (format)
        {
            case OutputFormat.Json:
                report.WriteJson(_host.Output);
                break;
            case OutputFormat.Csv:
                report.WritePredictions(_host.Output);
                break;
            default:
                report.WriteText(_host.Output);
                break;
        }

        if (_network.Ignored(parse) is { } ignored)
        {
            _host.Note(ignored);
        }

        if (targets.UnseenClasses > 0)
        {
            _host.Note($"{RowSet.Rows(targets.UnseenClasses)} of the test set {(targets.UnseenClasses == 1 ? "is" : "are")} of a class that no training row has; in a sorted file, choose other rows");
        }

        foreach (FitResult result in results.Where(result => result.Status != Numerics.SolveStatus.Converged))
        {
            _host.Note($"{KindOption.Word(result.Kind)}: {result.Status.Name}: {result.Status.Advice}");
        }

        return results.All(result => result.Status.IsSuccess) ? ExitCode.Done : ExitCode.NotConverged;
    }

    private Ridge GetRidge(ParseResult parse)
    {
        double? relative = _ridge.Get(parse);
        double? absolute = _absoluteRidge.Get(parse);
        return (relative, absolute) switch
        {
            (not null, not null) => throw new UsageException("give either --ridge or --ridge-absolute"),
            (_, { } value) => Ridge.Absolute(value),
            ({ } value, _) => Ridge.Relative(value),
            _ => Ridge.Relative(),
        };
    }
}
