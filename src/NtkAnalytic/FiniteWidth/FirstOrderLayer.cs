namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// A layer to first order in 1/n, n the width of the layer below it: the kernels of one input at infinite width, and the coefficients
/// of 1/n of their means, variances and covariances.
/// </summary>
/// <param name="Layer">l = 1..L + 1, the layer of z^l; L + 1 is the output.</param>
/// <param name="WidthBelow">n = n_(l-1); 1/n multiplies all that follows the kernels. The first layer is exactly Gaussian: there they are 0.</param>
/// <param name="Nngp">K, the variance of a preactivation at infinite width.</param>
/// <param name="Ntk">Theta at infinite width.</param>
/// <param name="NngpShift">K1: E[z^2] = K + K1/n + ...</param>
/// <param name="NtkShift">Theta1: E[Theta_ii] = Theta + Theta1/n + ...</param>
/// <param name="V">E[z_i^2 z_j^2] - E[z_i^2] E[z_j^2] = V/n for i != j: the variance of the metric; the fourth cumulant of one z_i is 3 V/n.</param>
/// <param name="D">Cov(z_i^2, Theta_jj) = D/n for i != j.</param>
/// <param name="F">E[z_i z_j Theta_ij] = F/n for i != j.</param>
/// <param name="A">Cov(Theta_ii, Theta_jj) = A/n for i != j.</param>
/// <param name="B">Var(Theta_ij) = B/n for i != j.</param>
public sealed record FirstOrderLayer(
    int Layer, int WidthBelow, double Nngp, double Ntk, double NngpShift, double NtkShift, double V, double D, double F, double A, double B)
{
    /// <summary>Var(Theta_ii) / Theta^2 to first order: (A + 2 B) / (n Theta^2).</summary>
    public double NtkRelativeVariance => Ntk == 0 ? 0 : (A + (2 * B)) / Ntk / Ntk / WidthBelow;

    /// <summary>The variance of the metric relative to K^2, to first order: V / (n K^2).</summary>
    public double NngpRelativeVariance => Nngp == 0 ? 0 : V / Nngp / Nngp / WidthBelow;

    /// <summary>E[Theta_ii] to first order: Theta + Theta1/n.</summary>
    public double NtkMean => Ntk + (NtkShift / WidthBelow);

    /// <summary>E[z_i^2] to first order: K + K1/n.</summary>
    public double NngpMean => Nngp + (NngpShift / WidthBelow);
}
