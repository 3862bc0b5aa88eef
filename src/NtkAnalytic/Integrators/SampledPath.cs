namespace NtkAnalytic.Integrators;

/// <summary>A path at the times that were asked for. Immutable.</summary>
/// <param name="Result">How the integration went.</param>
/// <param name="Times">Those times that were reached.</param>
/// <param name="States">y at each of them.</param>
public sealed record SampledPath(IntegrationResult Result, IReadOnlyList<double> Times, IReadOnlyList<IReadOnlyList<double>> States);
