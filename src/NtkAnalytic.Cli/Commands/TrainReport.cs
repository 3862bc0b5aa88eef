using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What <c>ntk train</c> found.</summary>
/// <param name="Network">The network.</param>
/// <param name="Data">The data.</param>
/// <param name="Split">Training and test rows.</param>
/// <param name="Targets">The targets.</param>
/// <param name="Method">The method.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Backend">What computed.</param>
/// <param name="Seed">The seed.</param>
/// <param name="KernelInputs">The points on which the kernel is followed; null for none.</param>
/// <param name="Result">The runs.</param>
/// <param name="Time">From the data to the last record.</param>
internal sealed record TrainReport(
    FiniteNetwork Network,
    DataSet Data,
    TrainTestSplit Split,
    TrainingTargets Targets,
    TrainingMethod Method,
    TrainingLoss Loss,
    TensorBackend Backend,
    ulong Seed,
    Matrix<double>? KernelInputs,
    TrainingResult Result,
    TimeSpan Time)
{
    /// <summary>True when time goes on without steps.</summary>
    public bool IsFlow => Method is GradientFlow;

    /// <summary>The rows of the table: at each moment the mean over the networks that have a record there.</summary>
    public IReadOnlyList<TrainRow> Rows { get; } =
    [
        .. Result.Runs
            .SelectMany(run => run.Records)
            .GroupBy(record => Method is GradientFlow ? record.Time : record.Step)
            .OrderBy(group => group.Key)
            .Select(group => TrainRow.Of([.. group])),
    ];

    /// <summary>What the last mean change of the kernel says; null without kernel points, or where no network was trained to the end.</summary>
    public TrainRegime? Regime { get; } = KernelInputs is not null
        && Result.Runs.Any(run => run.Status.IsSuccess && run.Records.Count > 0)
        ? TrainRegime.Of(Network, KernelInputs, Result.Runs.Where(run => run.Status.IsSuccess && run.Records.Count > 0).Average(run => run.Records[^1].KernelChange!.Value))
        : null;
}
