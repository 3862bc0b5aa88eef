using NtkAnalytic.Cli.Output;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Training as JSON and CSV.</summary>
internal static class TrainDocument
{
    /// <summary>One document.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">What was found.</param>
    public static void Write(TextWriter output, TrainReport report) => JsonOutput.Write(output, new
    {
        Network = NetworkDocument.Of(report.Network.Network),
        report.Network.Inputs,
        report.Network.Widths,
        report.Network.Outputs,
        Initialization = report.Network.Initialization.ToString().ToLowerInvariant(),
        report.Network.ParameterCount,
        Data = DataDocument.Of(report.Data),
        TrainRows = report.Split.Train.Text,
        TestRows = report.Split.Test.Text,
        TrainCount = report.Split.Train.Count,
        TestCount = report.Split.Test.Count,
        Task = report.Targets.Description,
        Loss = report.Loss.Name,
        Optimizer = report.Method.Name,
        (report.Method as GradientDescent)?.Momentum,
        BatchSize = (report.Method as GradientDescent)?.BatchSize ?? (report.Method as Adam)?.BatchSize,
        Tolerance = (report.Method as GradientFlow)?.RelativeTolerance,
        report.Seed,
        Samples = report.Result.Runs.Count,
        KernelPoints = report.KernelInputs?.RowCount ?? 0,
        Precision = report.Backend.Precision.ToString().ToLowerInvariant(),
        Backend = report.Backend.Name,
        Records = report.Rows,
        Regime = report.Regime is not { } regime ? null : new
        {
            Verdict = Word.Kebab(regime.Regime),
            regime.Drift,
            regime.RelativeDeviation,
            NtkRegime.KernelThreshold,
            NtkRegime.CorrectedThreshold,
            regime.Sentences,
        },
        Runs = report.Result.Runs.Select(run => new
        {
            run.Network,
            Status = run.Status.Name,
            run.Status.Advice,
            run.Step,
            run.LearningRate,
            run.LargestStableRate,
            Records = run.Records.Select(record => new
            {
                record.Step,
                record.Time,
                record.TrainLoss,
                record.TestLoss,
                record.TrainAccuracy,
                record.TestAccuracy,
                record.ParameterDistance,
                record.RelativeParameterDistance,
                record.KernelChange,
            }).ToArray(),
        }).ToArray(),
        Seconds = report.Time.TotalSeconds,
    });

    /// <summary>A row for each network and record.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="report">What was found.</param>
    public static void WriteCsv(TextWriter output, TrainReport report)
    {
        CsvOutput.WriteRow(
            output,
            "network", "step", "time", "train_loss", "test_loss", "train_accuracy", "test_accuracy", "parameter_distance", "relative_parameter_distance", "kernel_change");
        foreach (TrainingRun run in report.Result.Runs)
        {
            foreach (TrainingRecord record in run.Records)
            {
                CsvOutput.WriteRow(
                    output,
                    run.Network, record.Step, record.Time, record.TrainLoss, record.TestLoss, record.TrainAccuracy, record.TestAccuracy,
                    record.ParameterDistance, record.RelativeParameterDistance, record.KernelChange);
            }
        }
    }
}
