using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DepthLimits;

/// <summary>An NTK Gram matrix pair by pair, with a scale taken out, at depths where its entries leave the range of doubles.</summary>
/// <param name="Matrix">The matrix over exp(LogScale); its largest diagonal entry is 1.</param>
/// <param name="LogScale">log of the scale; infinite when the diagonal is.</param>
internal readonly record struct DeepGram(Matrix<double> Matrix, double LogScale)
{
    /// <summary>The matrices at several depths.</summary>
    public static DeepGram[] Compute(Network network, Matrix<double> inputs, int[] hiddenLayers, KernelOptions options)
    {
        RowPairs rows = new(inputs, nameof(inputs));
        int count = inputs.RowCount;
        var points = new IReadOnlyList<DepthPoint>[count * (count + 1) / 2];
        var duals = new SettledDuals(DualActivation.Of(network.Activation), points.Length);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = options.CancellationToken };
        Parallel.For(0, points.Length, parallel, index =>
        {
            (int i, int j) = Unpack(index);
            points[index] = DepthRecursion.Run(
                network,
                rows.Pair(i, rows, j),
                hiddenLayers,
                duals,
                new KernelOptions { CancellationToken = options.CancellationToken },
                inputs.ColumnCount);
        });

        return [.. Enumerable.Range(0, hiddenLayers.Length).Select(depth => Assemble(points, count, depth))];
    }

    private static DeepGram Assemble(IReadOnlyList<DepthPoint>[] points, int count, int depth)
    {
        double scale = double.NegativeInfinity;
        foreach (IReadOnlyList<DepthPoint> pair in points)
        {
            if (ReferenceEquals(pair[depth].Status, SolveStatus.Overflow))
            {
                throw new OverflowException($"The kernel overflows double precision before depth {pair[depth].HiddenLayers}. {SolveStatus.Overflow.Advice}");
            }

            scale = Math.Max(scale, pair[depth].LogNtkDiagonal);
        }

        Matrix<double> matrix = Matrix<double>.Build.Dense(count, count);
        for (int index = 0; index < points.Length; index++)
        {
            (int i, int j) = Unpack(index);
            DepthPoint point = points[index][depth];
            double entry = point.NormalizedNtk * (double.IsInfinity(scale) ? 1 : Math.Exp(point.LogNtkDiagonal - scale));
            matrix[i, j] = entry;
            matrix[j, i] = entry;
        }

        return new DeepGram(matrix, scale);
    }

    // The pairs (0, 0), (1, 0), (1, 1), (2, 0), ...
    private static (int Row, int Column) Unpack(int index)
    {
        int row = (int)((Math.Sqrt((8.0 * index) + 1) - 1) / 2);
        return (row, index - (row * (row + 1) / 2));
    }
}
