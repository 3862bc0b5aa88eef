using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>Kernel matrices over two sets of inputs (or one and itself).</summary>
public sealed class KernelMatrices
{
    internal KernelMatrices(Matrix<double>? nngp, Matrix<double>? ntk, KernelReport report)
    {
        NngpOrNull = nngp;
        NtkOrNull = ntk;
        Report = report;
    }

    /// <summary>K, rows x columns.</summary>
    /// <exception cref="InvalidOperationException">The NNGP was not asked for.</exception>
    public Matrix<double> Nngp => NngpOrNull ?? throw new InvalidOperationException("The NNGP kernel was not asked for.");

    /// <summary>Theta, rows x columns.</summary>
    /// <exception cref="InvalidOperationException">The NTK was not asked for.</exception>
    public Matrix<double> Ntk => NtkOrNull ?? throw new InvalidOperationException("The NTK was not asked for.");

    /// <summary>How the entries were computed, and how well.</summary>
    public KernelReport Report { get; }

    internal Matrix<double>? NngpOrNull { get; }

    internal Matrix<double>? NtkOrNull { get; }
}

/// <summary>How the entries of a kernel matrix were computed, and how well.</summary>
/// <param name="ErrorEstimate">The largest error estimate of an entry, relative to sqrt(K(x, x) K(x', x')), or of the NTK likewise.</param>
/// <param name="Route">The route in a few words, for example "recursion, closed form" or "function of the angle, degree 41".</param>
/// <param name="Status">The worst status of an entry.</param>
public sealed record KernelReport(double ErrorEstimate, string Route, SolveStatus Status);
