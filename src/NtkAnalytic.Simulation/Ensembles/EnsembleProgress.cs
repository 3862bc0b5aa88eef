namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>How far the sampling of an ensemble is.</summary>
/// <param name="Finished">The networks that were finished.</param>
/// <param name="Samples">The largest number of networks.</param>
public readonly record struct EnsembleProgress(long Finished, int Samples);
