namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The tangent kernels K^(2), ..., K^(p) of a network at its start, as the hierarchy of order p uses them: through the series
/// K^(2)_0 + sum_k (-1/n)^k K^(2+k)_0 : S^(k), k = 1..p - 2, where S^(k) are iterated integrals of the residual (the path's signature).
/// Indices: i = point * M + output, the N = n M training indices first, then those of the T = m M test points, which stand in the first slot only.
/// </summary>
public abstract class TangentSeries
{
    /// <summary>n, the number of training points, which the loss is a mean over.</summary>
    public abstract int Points { get; }

    /// <summary>m, the number of test points.</summary>
    public abstract int TestPoints { get; }

    /// <summary>M, the number of outputs.</summary>
    public abstract int Outputs { get; }

    /// <summary>The highest order p that there are kernels for; at least 2.</summary>
    public abstract int HighestOrder { get; }

    /// <summary>N = n M.</summary>
    public int Indices => Points * Outputs;

    /// <summary>T = m M.</summary>
    public int TestIndices => TestPoints * Outputs;

    /// <summary>The series.</summary>
    /// <param name="order">p: terms k = 1..p - 2 are added; from 2 to <see cref="HighestOrder"/>.</param>
    /// <param name="signature">S^(1), ..., S^(p-2) one after the other, S^(k) with N^k entries, the first index slowest.</param>
    /// <param name="kernel">Receives (N + T) x N numbers, row by row.</param>
    public abstract void Kernel(int order, ReadOnlySpan<double> signature, Span<double> kernel);
}
