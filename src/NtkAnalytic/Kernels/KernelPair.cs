using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>The kernels of one pair of inputs.</summary>
/// <param name="Nngp">K(x, x') = E[z z'] of an output component.</param>
/// <param name="NngpError">Absolute error estimate of <paramref name="Nngp"/>.</param>
/// <param name="Ntk">Theta(x, x').</param>
/// <param name="NtkError">Absolute error estimate of <paramref name="Ntk"/>.</param>
/// <param name="Outputs">The Gaussian pair of the outputs: K(x, x), K(x', x'), 1 - c and 1 + c, both in relative accuracy.</param>
/// <param name="Ntk1">Theta(x, x).</param>
/// <param name="Ntk2">Theta(x', x').</param>
/// <param name="Status">How the computation ended.</param>
public readonly record struct KernelPair(
    double Nngp,
    double NngpError,
    double Ntk,
    double NtkError,
    GaussianPair Outputs,
    double Ntk1,
    double Ntk2,
    SolveStatus Status);
