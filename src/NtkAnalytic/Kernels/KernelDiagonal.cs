namespace NtkAnalytic.Kernels;

/// <summary>The kernels of inputs with themselves.</summary>
/// <param name="Nngp">K(x, x) of each row.</param>
/// <param name="Ntk">Theta(x, x) of each row.</param>
/// <param name="Report">How they were computed, and how well.</param>
public sealed record KernelDiagonal(IReadOnlyList<double> Nngp, IReadOnlyList<double> Ntk, KernelReport Report);
