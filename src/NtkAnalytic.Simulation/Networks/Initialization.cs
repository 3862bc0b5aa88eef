namespace NtkAnalytic.Simulation.Networks;

/// <summary>How the parameters of a network start.</summary>
public enum Initialization
{
    /// <summary>Independent normal numbers of the network's variances.</summary>
    Standard,

    /// <summary>
    /// f = (g(theta_1) - g(theta_2)) / sqrt(2) with theta_1 = theta_2 at the start: every output starts at 0, with the NTK that g has.
    /// The network has twice the parameters.
    /// </summary>
    Mirrored,
}
