using System.Globalization;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Training for people.</summary>
internal static class TrainText
{
    private const int Digits = 5;

    public static void Write(CommandHost host, TrainReport report)
    {
        TextOutput.WriteFacts(
            host.Output,
            ("network", report.Network.ToString()),
            ("data", report.Data.Describe()),
            ("task", report.Targets.Description),
            ("rows", $"train {report.Split.Train}, test {report.Split.Test}"),
            ("loss", report.Loss == TrainingLoss.SquaredError ? "squared, (1/2n) sum of (f - y)^2" : "cross-entropy, the mean over the points"),
            ("optimizer", Optimizer(report)),
            ("largest stable rate", Spread(report.Result.Runs.Select(run => run.LargestStableRate))),
            ("networks", string.Create(CultureInfo.InvariantCulture, $"{report.Result.Runs.Count}, seed {report.Seed}")),
            ("kernel points", report.KernelInputs is not { } points ? null : string.Create(CultureInfo.InvariantCulture, $"the first {points.RowCount} training rows")),
            ("numbers", $"{report.Backend.Precision.ToString().ToLowerInvariant()} precision, {report.Backend.Name} backend"),
            ("time", $"{NumberText.Rounded(report.Time.TotalSeconds, 3)} s"));
        host.Output.WriteLine();
        if (report.Rows.Count > 0)
        {
            WriteTable(host, report);
        }

        foreach (IGrouping<TrainingStatus, TrainingRun> group in report.Result.Runs.GroupBy(run => run.Status))
        {
            string who = report.Result.Runs.Count == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $"{group.Count()} of {report.Result.Runs.Count} networks: ");
            host.Output.WriteLine($"{who}{group.Key.Name}. {group.Key.Advice}");
        }

        foreach (string sentence in report.Regime?.Sentences ?? [])
        {
            host.Output.WriteLine(sentence);
        }
    }

    private static void WriteTable(CommandHost host, TrainReport report)
    {
        bool isMany = report.Result.Runs.Count > 1;
        List<(string Heading, Func<TrainRow, string?> Text)> columns =
        [
            (report.IsFlow ? "t" : "step", row => report.IsFlow ? NumberText.Rounded(row.Time, 8) : row.Step.ToString(CultureInfo.InvariantCulture)),
            (isMany ? "networks" : "", row => isMany ? row.Networks.ToString(CultureInfo.InvariantCulture) : null),
            ("loss", row => Text(row.TrainLoss)),
            ("test loss", row => Text(row.TestLoss)),
            ("accuracy", row => Text(row.TrainAccuracy)),
            ("test accuracy", row => Text(row.TestAccuracy)),
            ("|theta - theta_0| / |theta_0|", row => Text(row.RelativeParameterDistance)),
            ("kernel change", row => Text(row.KernelChange)),
        ];
        columns = [.. columns.Where(column => report.Rows.Any(row => column.Text(row) is not null))];
        TextOutput.WriteTable(host, [.. columns.Select(column => column.Heading)], report.Rows.Select(row => (string[])[.. columns.Select(column => column.Text(row) ?? "")]));
    }

    private static string Optimizer(TrainReport report) => report.Method switch
    {
        GradientFlow flow => $"gradient-flow, tolerance {NumberText.Rounded(flow.RelativeTolerance)}",
        Adam adam => $"adam, learning rate {NumberText.Rounded(adam.LearningRate)}{Batch(adam.BatchSize)}",
        GradientDescent descent => $"{descent.Name}{(descent.Momentum > 0 ? $" {NumberText.Rounded(descent.Momentum)}" : "")}, learning rate {Rate(descent.LearningRate, report)}{Batch(descent.BatchSize)}",
        _ => report.Method.Name,
    };

    private static string Rate(LearningRate rate, TrainReport report) => rate.IsRelative
        ? $"{Spread(report.Result.Runs.Select(run => run.LearningRate!.Value))} ({NumberText.Rounded(100 * rate.Value)} % of the largest stable one)"
        : NumberText.Rounded(rate.Value);

    private static string Batch(int? size) => size is null ? ", full batch" : string.Create(CultureInfo.InvariantCulture, $", minibatches of {size}");

    private static string Spread(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Min() == all.Max() ? NumberText.Rounded(all[0]) : $"{NumberText.Rounded(all.Min())} to {NumberText.Rounded(all.Max())}";
    }

    private static string? Text(Estimate? estimate) => estimate is not { } value ? null
        : value.StandardError is { } error ? $"{NumberText.Rounded(value.Mean, Digits)} +- {NumberText.Error(error)}"
        : NumberText.Rounded(value.Mean, Digits);
}
