using NtkAnalytic.Numerics;

namespace NtkAnalytic.DepthLimits;

/// <summary>The kernels of one pair of inputs after a number of layers; they are what <see cref="Kernel"/> computes for that depth.</summary>
/// <param name="HiddenLayers">L.</param>
/// <param name="Nngp">K(x, x'); infinite when too large for a double.</param>
/// <param name="OneMinusCorrelation">1 - c of the outputs, in relative accuracy.</param>
/// <param name="Slope">
/// chi(c_L) = sigma_w^2 E[phi'(u) phi'(v)] of hidden layer L, u and v its preactivations; the first layer's at L = 0 is 1.
/// </param>
/// <param name="Ntk">Theta(x, x'); infinite when too large for a double.</param>
/// <param name="LogNtkDiagonal">log of sqrt(Theta(x, x) Theta(x', x')), finite also where these overflow.</param>
/// <param name="NormalizedNtk">Theta(x, x') / sqrt(Theta(x, x) Theta(x', x')); 0 where the diagonal vanishes or is infinite.</param>
/// <param name="AverageNtk">Theta(x, x') / L, the average NTK of Hayou, Doucet and Rousseau; Theta itself at L = 0.</param>
/// <param name="IsExtrapolated">
/// True when the variance became so small or so large on the way that the activation's tangents at 0, or its asymptotes, stood for it.
/// </param>
/// <param name="Status">How the computation ended.</param>
public sealed record DepthPoint(
    int HiddenLayers,
    double Nngp,
    double OneMinusCorrelation,
    double Slope,
    double Ntk,
    double LogNtkDiagonal,
    double NormalizedNtk,
    double AverageNtk,
    bool IsExtrapolated,
    SolveStatus Status);
