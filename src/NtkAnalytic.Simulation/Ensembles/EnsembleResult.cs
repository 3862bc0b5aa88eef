using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>What the networks of an ensemble have in common. Immutable.</summary>
/// <param name="Ensemble">The ensemble.</param>
/// <param name="Count">The number of networks.</param>
/// <param name="Stop">Why there are not more.</param>
/// <param name="Nngp">The NNGP kernel at finite width: the covariance of the outputs given all layers but the last.</param>
/// <param name="Ntk">The NTK, averaged over outputs.</param>
/// <param name="Output">The first output at the first point.</param>
/// <param name="Outputs">All outputs (columns) at all points (rows).</param>
public sealed record EnsembleResult(
    Ensemble Ensemble,
    long Count,
    EnsembleStop Stop,
    KernelStatistics Nngp,
    KernelStatistics Ntk,
    SampleStatistics Output,
    MatrixStatistics Outputs);
