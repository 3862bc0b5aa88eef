namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>Why the sampling of an ensemble ended.</summary>
public enum EnsembleStop
{
    /// <summary>The largest number of networks was reached.</summary>
    Samples,

    /// <summary>The means have the wanted standard error.</summary>
    StandardError,

    /// <summary>It was cancelled: the result is of the networks that were finished.</summary>
    Cancelled,
}
