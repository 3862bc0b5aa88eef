using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Claims;

/// <summary>Inputs drawn once and for all.</summary>
internal static class Points
{
    /// <summary>Rows drawn uniformly from the sphere |x|^2 = n_0.</summary>
    /// <param name="count">How many.</param>
    /// <param name="dimension">n_0.</param>
    /// <param name="seed">The seed.</param>
    public static Matrix<double> OnSphere(int count, int dimension, int seed)
    {
        var random = new Random(seed);
        Matrix<double> rows = Matrix<double>.Build.Dense(count, dimension, (_, _) => Normal(random));
        foreach ((int index, Vector<double> row) in rows.EnumerateRowsIndexed())
        {
            rows.SetRow(index, row * (Math.Sqrt(dimension) / row.L2Norm()));
        }

        return rows;
    }

    // Box and Muller; the first uniform number is in (0, 1].
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
