namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>A value that a mean over networks is held against.</summary>
/// <param name="Value">The value.</param>
/// <param name="Kind">What it leaves out.</param>
public readonly record struct TheoryValue(double Value, TheoryKind Kind);
