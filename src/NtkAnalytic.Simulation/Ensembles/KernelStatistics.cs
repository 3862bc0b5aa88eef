using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>Statistics of one kernel over the networks of an ensemble, at its first point x_1 and its second x_2.</summary>
/// <param name="Diagonal">K(x_1, x_1).</param>
/// <param name="OffDiagonal">K(x_1, x_2); null when there is one point.</param>
/// <param name="Ratio">K(x_1, x_2) / K(x_1, x_1) of each network; null when there is one point.</param>
/// <param name="RatioOfMeans">E[K(x_1, x_2)] / E[K(x_1, x_1)], which at large width is the ratio of the infinite-width kernel; null when there is one point or network.</param>
/// <param name="Matrix">Mean and deviation of each entry of the kernel matrix of all points.</param>
public sealed record KernelStatistics(
    SampleStatistics Diagonal,
    SampleStatistics? OffDiagonal,
    SampleStatistics? Ratio,
    RatioOfMeans? RatioOfMeans,
    MatrixStatistics Matrix);
