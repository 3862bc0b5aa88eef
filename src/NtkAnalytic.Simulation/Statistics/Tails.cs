namespace NtkAnalytic.Simulation.Statistics;

/// <summary>What a sample's large numbers leave of its moments.</summary>
public enum Tails
{
    /// <summary>Mean and second moment, and their standard errors, can be trusted.</summary>
    Light,

    /// <summary>The mean can be trusted; the second moment, and with it a dispersion, cannot, and is likely too low.</summary>
    Heavy,

    /// <summary>Not even the mean or its standard error can be trusted: medians and logarithms can.</summary>
    VeryHeavy,
}
