using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>The residual in the eigenvectors of the training kernel. Times are t / n.</summary>
internal sealed class KernelModes
{
    private readonly double[] _eigenvalues;

    private KernelModes(double[] eigenvalues, int zeros, double scale, Matrix<double> vectors, Matrix<double> initial)
    {
        _eigenvalues = eigenvalues;
        Zeros = zeros;
        Scale = scale;
        Vectors = vectors;
        Initial = initial;
    }

    /// <summary>Ascending; those that count as 0 are 0.</summary>
    public IReadOnlyList<double> Eigenvalues => _eigenvalues;

    /// <summary>How many of the first eigenvalues count as 0.</summary>
    public int Zeros { get; }

    /// <summary>The largest eigenvalue in magnitude.</summary>
    public double Scale { get; }

    /// <summary>V.</summary>
    public Matrix<double> Vectors { get; }

    /// <summary>V^T r_0.</summary>
    public Matrix<double> Initial { get; }

    public static KernelModes Decompose(Matrix<double> kernel, Matrix<double> residuals, double accuracy)
    {
        Evd<double> decomposition = kernel.Evd(Symmetricity.Symmetric);
        double[] eigenvalues = [.. decomposition.EigenValues.Select(value => value.Real)];
        if (!Array.TrueForAll(eigenvalues, double.IsFinite))
        {
            throw new OverflowException("The eigenvalues of the kernel are too large for double precision: scale it.");
        }

        // Entries that err by accuracy * |entry| move an eigenvalue by at most accuracy ||K||_F <= accuracy sqrt(N) lambda_max, and a
        // decomposition is that of a matrix within some N epsilon lambda_max.
        double scale = Math.Max(Math.Abs(eigenvalues[0]), Math.Abs(eigenvalues[^1]));
        double zero = accuracy * eigenvalues.Length * scale;
        if (eigenvalues[0] < -zero)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"A kernel has no negative eigenvalue, but this one has {eigenvalues[0]:R} beside {eigenvalues[^1]:R}, below 0 by more than its accuracy."),
                nameof(kernel));
        }

        int zeros = eigenvalues.Count(value => value <= zero);
        Array.Clear(eigenvalues, 0, zeros);
        return new KernelModes(eigenvalues, zeros, scale, decomposition.EigenVectors, decomposition.EigenVectors.TransposeThisAndMultiply(residuals));
    }

    /// <summary>V exp(-lambda t) V^T r_0.</summary>
    public Matrix<double> Residual(double time) => Vectors * Initial.MapIndexed((mode, _, value) => Decay(_eigenvalues[mode], time) * value);

    /// <summary>The integral of exp(-lambda t) V^T r_0 from 0 to t, without the null space at infinity.</summary>
    public Matrix<double> IntegratedModes(double time) => Initial.MapIndexed((mode, _, value) => IntegratedDecay(_eigenvalues[mode], time) * value);

    // 0 * infinity is no number.
    private static double Decay(double eigenvalue, double time) => eigenvalue == 0 ? 1 : Math.Exp(-eigenvalue * time);

    private static double IntegratedDecay(double eigenvalue, double time) => double.IsPositiveInfinity(time)
        ? (eigenvalue == 0 ? 0 : 1 / eigenvalue)
        : time * PhiFunction.First(-eigenvalue * time);
}
