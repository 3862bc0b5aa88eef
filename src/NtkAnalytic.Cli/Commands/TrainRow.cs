using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A mean over networks.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="StandardError">Its standard error; null for one network.</param>
internal readonly record struct Estimate(double Mean, double? StandardError)
{
    /// <summary>The mean of what some records hold.</summary>
    /// <param name="values">A number for each record.</param>
    /// <returns>The mean; null when a record has none.</returns>
    public static Estimate? Of(IReadOnlyList<double?> values)
    {
        if (values.Any(value => value is null))
        {
            return null;
        }

        double mean = values.Average()!.Value;
        double squares = values.Sum(value => (value!.Value - mean) * (value.Value - mean));
        return new Estimate(mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1) / values.Count) : null);
    }
}

/// <summary>One moment of training: means over the networks.</summary>
/// <param name="Networks">How many have a record there.</param>
/// <param name="Step">The largest number of steps among them.</param>
/// <param name="Time">The mean time.</param>
/// <param name="TrainLoss">The loss over the training points.</param>
/// <param name="TestLoss">The loss over the test points.</param>
/// <param name="TrainAccuracy">The share of training points that are right.</param>
/// <param name="TestAccuracy">The share of test points that are right.</param>
/// <param name="RelativeParameterDistance">|theta_t - theta_0| / |theta_0|.</param>
/// <param name="KernelChange">||Theta_t - Theta_0|| / ||Theta_0||.</param>
internal sealed record TrainRow(
    int Networks,
    long Step,
    double Time,
    Estimate TrainLoss,
    Estimate? TestLoss,
    Estimate? TrainAccuracy,
    Estimate? TestAccuracy,
    Estimate? RelativeParameterDistance,
    Estimate? KernelChange)
{
    /// <summary>The means over some records of one moment.</summary>
    /// <param name="records">At least one.</param>
    /// <returns>The row.</returns>
    public static TrainRow Of(IReadOnlyList<TrainingRecord> records)
    {
        return new TrainRow(
            records.Count,
            records.Max(record => record.Step),
            records.Average(record => record.Time),
            Mean(record => record.TrainLoss)!.Value,
            Mean(record => record.TestLoss),
            Mean(record => record.TrainAccuracy),
            Mean(record => record.TestAccuracy),
            Mean(record => record.RelativeParameterDistance),
            Mean(record => record.KernelChange));

        Estimate? Mean(Func<TrainingRecord, double?> quantity) => Estimate.Of([.. records.Select(quantity)]);
    }
}
