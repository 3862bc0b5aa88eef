using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Benchmarks;

/// <summary>Inputs of the size of flattened images, columns of unit variance.</summary>
internal static class BenchmarkInputs
{
    private const int Dimension = 784;

    public static Matrix<double> UnitVariance(int rows)
    {
        var random = new Random(1);
        double[] values = new double[rows * Dimension];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return Matrix<double>.Build.Dense(rows, Dimension, values);
    }
}
