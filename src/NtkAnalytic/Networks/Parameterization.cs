namespace NtkAnalytic.Networks;

/// <summary>Where the initial variances stand, which decides what a gradient with respect to a parameter is worth.</summary>
public enum Parameterization
{
    /// <summary>Parameters ~ N(0, 1), multiplied by sigma_w / sqrt(n) and sigma_b in the forward pass: the NTK has a limit.</summary>
    Ntk,

    /// <summary>
    /// Weights ~ N(0, sigma_w^2 / n), biases ~ N(0, sigma_b^2), used as they are: the NTK grows with the widths, and the
    /// leading order in them is given.
    /// </summary>
    Standard,
}
