namespace NtkAnalytic.Networks;

/// <summary>How the layers of a network are joined; z^1 is linear in the input in each.</summary>
public enum Architecture
{
    /// <summary>z^(l+1) = (sigma_w / sqrt(n_l)) W^(l+1) phi(z^l) + sigma_b b^(l+1), for l = 1..L.</summary>
    FullyConnected,

    /// <summary>z^(l+1) = z^l + (sigma_w / sqrt(n_l)) W^(l+1) phi(z^l) + sigma_b b^(l+1), for l = 1..L.</summary>
    Residual,

    /// <summary>As <see cref="Residual"/>, with the branch of layer l times (l + 1)^(-1/2): the first branch is divided by sqrt(2).</summary>
    ScaledResidual,
}
