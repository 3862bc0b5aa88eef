using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>A mean over networks beside theory.</summary>
/// <param name="Name">What it is the mean of; a ratio is that of two means.</param>
/// <param name="Mean">The estimate.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="InfiniteWidth">The value at infinite width.</param>
/// <param name="Theory">The best value known, which the score is against.</param>
/// <param name="Score">(estimate - theory) / standard error.</param>
/// <param name="Sample">Its sample; null for a ratio.</param>
internal sealed record SimulateQuantity(
    string Name, double Mean, double StandardError, double InfiniteWidth, TheoryValue Theory, double Score, SampleStatistics? Sample);
