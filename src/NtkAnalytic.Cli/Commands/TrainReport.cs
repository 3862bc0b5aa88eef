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
/// <param name="KernelPoints">The points on which the kernel is followed.</param>
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
    int KernelPoints,
    TrainingResult Result,
    TimeSpan Time)
{
    // Up to here the kernel of the start describes training; thresholds of ours, to be read as orders of magnitude.
    private const double KernelRegime = 0.1;
    private const double Corrections = 0.5;

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

    /// <summary>What the last mean change of the kernel says; null without kernel points.</summary>
    public string? Regime => Rows.Count == 0 || Rows[^1].KernelChange is not { } change ? null
        : change.Mean <= KernelRegime ? "kernel-regime"
        : change.Mean <= Corrections ? "corrections-matter"
        : "feature-learning";

    /// <summary>The same in a sentence.</summary>
    public string? RegimeSentence => Regime is not { } regime ? null : $"The kernel changed by {Output.NumberText.Rounded(Rows[^1].KernelChange!.Value.Mean, 3)} of its norm: " + regime switch
    {
        "kernel-regime" => "at most 0.1, the kernel regime, where the NTK of the start describes training.",
        "corrections-matter" => "above 0.1 and at most 0.5, where the NTK of the start describes training roughly and corrections of finite width matter.",
        _ => "above 0.5, outside the kernel regime: features are learnt, and the NTK of the start does not describe training.",
    };
}
