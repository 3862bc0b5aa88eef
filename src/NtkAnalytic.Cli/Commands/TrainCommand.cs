using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk train</c>: trains networks of finite width and says whether they stay in the kernel regime.</summary>
internal sealed class TrainCommand
{
    private readonly CommandHost _host;
    private readonly DataOptions _data = new();
    private readonly NetworkOptions _network = new();
    private readonly TrainingMethodOptions _method = new();

    private readonly Setting<TrainingLoss> _loss = new(
        "--loss",
        "squared|cross-entropy",
        "(1/2n) sum of (f - y)^2, or the mean of softmax cross-entropies (logistic for two classes).",
        Read.Choice(("squared", TrainingLoss.SquaredError), ("cross-entropy", TrainingLoss.CrossEntropy)),
        "squared");

    private readonly Setting<ulong> _seed = SeedOption.Create("Of the parameters at the start and of the order of minibatches.");
    private readonly Setting<int> _samples = new("--samples", "N", "Networks, each with parameters of its own; means and standard errors are shown.", Read.WholeNumber, "1");

    private readonly Setting<Initialization> _initialization = InitializationOption.Create();

    private readonly Setting<Precision> _precision = new(
        "--precision", "single|double", "The format of the numbers.", Read.Choice(("single", Precision.Single), ("double", Precision.Double)), "double");

    private readonly Setting<int> _kernelPoints = new(
        "--kernel-points", "N", "The first N training rows are those on which the change of the tangent kernel is followed; 0 for none.", Read.WholeNumber, "20");

    private readonly Setting<string> _checkpoint = new(
        "--checkpoint", "FILE", "Where the state is saved, at the end and on Ctrl-C.", Read.Text);

    private readonly Setting<string> _resume = new(
        "--resume", "FILE", "A checkpoint to go on from: of the same network, data, optimizer and seed, with the same records so far.", Read.Text);

    private readonly Setting<string> _svg = SvgOption.Create("Draw loss and change of the kernel.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private TrainCommand(CommandHost host) => _host = host;

    public static Verb Create(CommandHost host)
    {
        TrainCommand command = new(host);
        Verb verb = new(
            "train",
            "Trains networks of finite width on some rows of a CSV file and tests them on others: loss, accuracy, how far parameters and tangent kernel move, and what that says of the kernel regime.",
            "ntk train --data docs/samples/digits.csv --scale max --train-rows 0:200 --test-rows 1000:1200 --hidden-layers 1 --width 128 --steps 100",
            "ntk train --data docs/samples/wine.csv --scale standardize --train-rows 30: --loss cross-entropy --optimizer adam --hidden-layers 1 --width 64 --samples 4",
            "ntk train --data docs/samples/wine.csv --scale standardize --train-rows 30: --hidden-layers 1 --width 64 --optimizer gradient-flow --times 0:20:5");
        command._data.AddTo(verb);
        command._loss.AddTo(verb);
        command._method.AddTo(verb);
        command._samples.AddTo(verb);
        command._seed.AddTo(verb);
        command._initialization.AddTo(verb);
        command._precision.AddTo(verb);
        command._kernelPoints.AddTo(verb);
        command._checkpoint.AddTo(verb);
        command._resume.AddTo(verb);
        command._network.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private int Execute(ParseResult parse)
    {
        OutputFormat format = _format.Get(parse);
        TrainingMethod method = _method.Method(parse);
        IReadOnlyList<double> recordAt = _method.RecordAt(parse);
        TrainingLoss loss = _loss.Get(parse)!;
        int samples = AtLeast(_samples.Get(parse), 1, "--samples");
        int kernelPoints = AtLeast(_kernelPoints.Get(parse), 0, "--kernel-points");
        ulong seed = _seed.Get(parse);
        TensorBackend backend = SimulationBackend.Create(_precision.Get(parse));
        Network network = _network.Get(parse);
        int[] widths = _network.Widths(parse);
        Initialization initialization = _initialization.Get(parse);
        string? checkpoint = _checkpoint.Get(parse);
        using PictureFile? picture = PictureFile.Create(_svg.Get(parse));
        DataSet data = _data.Get(parse, _host.CancellationToken);
        if (data.TargetColumn is null)
        {
            throw new UsageException("there is nothing to learn with --target none; name the column to predict");
        }

        TrainTestSplit split = TrainTestSplit.Of(data.Table, data.TrainRange, data.TestRange);
        TrainingTargets targets = TrainingTargets.Of(data.TargetOf(split.Train), data.TargetOf(split.Test), loss);
        Matrix<double>[] features = data.Features(split.Train, split.Train, split.Test);
        FiniteNetwork finite = new(network, features[0].ColumnCount, widths, targets.Train.ColumnCount, initialization);
        TrainingProblem problem = new TrainingProblem(finite, features[0], targets.Train, loss).WithTest(features[1], targets.Test);
        problem = targets.IsClassification ? problem.AsClassification() : problem;
        kernelPoints = Math.Min(kernelPoints, split.Train.Count);
        Matrix<double>? kernelInputs = kernelPoints > 0 ? features[0].SubMatrix(0, kernelPoints, 0, features[0].ColumnCount) : null;
        problem = kernelInputs is null ? problem : problem.WithKernel(kernelInputs);
        Stopwatch watch = Stopwatch.StartNew();
        TrainingResult result = ProgressDisplay.Run(_host, display => display.Stage("training", progress => Trainer.Train(problem, method, new TrainingOptions
        {
            Backend = backend,
            Seed = seed,
            RecordAt = recordAt,
            Networks = samples,
            CheckpointPath = checkpoint,
            ResumePath = _resume.Get(parse),
            Progress = progress,
            CancellationToken = _host.CancellationToken,
        })));
        TrainReport report = new(finite, data, split, targets, method, loss, backend, seed, kernelInputs, result, watch.Elapsed);
        Write(report, format);
        picture?.Write(TrainPicture.Draw(report));
        if (targets.UnseenClasses > 0)
        {
            _host.Note($"{RowSet.Rows(targets.UnseenClasses)} of the test set {(targets.UnseenClasses == 1 ? "is" : "are")} of a class that no training row has; in a sorted file, choose other rows");
        }

        return Finish(result, checkpoint);
    }

    private void Write(TrainReport report, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                TrainDocument.Write(_host.Output, report);
                break;
            case OutputFormat.Csv:
                TrainDocument.WriteCsv(_host.Output, report);
                break;
            default:
                TrainText.Write(_host, report);
                break;
        }
    }

    private int Finish(TrainingResult result, string? checkpoint)
    {
        foreach (TrainingRun run in result.Runs.Where(run => !run.Status.IsSuccess && run.Status != TrainingStatus.Cancelled))
        {
            string rate = run.LearningRate is { } used
                ? $" (the learning rate was {NumberText.Rounded(used)}, the largest stable one is {NumberText.Rounded(run.LargestStableRate)})"
                : "";
            _host.Note(string.Create(CultureInfo.InvariantCulture, $"network {run.Network}, step {run.Step}: {run.Status.Name}: {run.Status.Advice}{rate}"));
        }

        if (result.IsCancelled)
        {
            _host.Note(checkpoint is null
                ? "cancelled; what was recorded is shown (--checkpoint FILE would have saved the state)"
                : $"cancelled; what was recorded is shown, and --resume {checkpoint} goes on from here");
            return ExitCode.Cancelled;
        }

        return result.Runs.All(run => run.Status.IsSuccess) ? ExitCode.Done : ExitCode.NotConverged;
    }

    private static int AtLeast(int value, int least, string option) => value >= least
        ? value
        : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"{option} must be at least {least}, but it is {value}"));
}
