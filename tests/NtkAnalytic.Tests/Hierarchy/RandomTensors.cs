using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>Drawn kernels and problems: a positive definite K^(2), higher ones of a size at which they show.</summary>
internal static class RandomTensors
{
    /// <summary>K^(2) = X X^T / d + 0.1, K^(r) Gaussian of size <paramref name="scale"/>^(r-2).</summary>
    public static TangentTensors Draw(int points, int testPoints, int outputs, int order, int seed, double scale = 0.5)
    {
        var random = new Random(seed);
        int indices = points * outputs;
        int all = indices + (testPoints * outputs);
        int dimension = 2 * indices;
        double[][] features = [.. Enumerable.Range(0, all).Select(_ => Normals(random, dimension, 1 / Math.Sqrt(dimension)))];
        int rows = (indices * (indices + 1) / 2) + ((all - indices) * indices);
        double[] second = new double[rows];
        int place = 0;
        for (int a = 0; a < all; a++)
        {
            for (int b = 0; b <= Math.Min(a, indices - 1); b++)
            {
                second[place++] = features[a].Zip(features[b], (x, y) => x * y).Sum() + (a == b ? 0.1 : 0);
            }
        }

        List<double[]> tensors = [second];
        for (int r = 3; r <= order; r++)
        {
            tensors.Add(Normals(random, rows * (int)Math.Pow(indices, r - 2), Math.Pow(scale, r - 2)));
        }

        return new TangentTensors(points, testPoints, outputs, tensors);
    }

    public static HierarchyProblem Problem(TangentTensors kernels, OutputLoss loss, int seed)
    {
        var random = new Random(seed);
        bool isCrossEntropy = ReferenceEquals(loss, OutputLoss.CrossEntropy);
        return new HierarchyProblem
        {
            Loss = loss,
            Targets = isCrossEntropy ? Classes(random, kernels.Points, kernels.Outputs) : Matrix(random, kernels.Points, kernels.Outputs),
            InitialOutputs = Matrix(random, kernels.Points, kernels.Outputs),
            InitialTestOutputs = kernels.TestPoints == 0 ? null : Matrix(random, kernels.TestPoints, kernels.Outputs),
        };
    }

    public static double[] Normals(Random random, int count, double scale)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = scale * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        }

        return values;
    }

    public static Matrix<double> Matrix(Random random, int rows, int columns) =>
        Matrix<double>.Build.DenseOfRowMajor(rows, columns, Normals(random, rows * columns, 1));

    private static Matrix<double> Classes(Random random, int rows, int columns) => columns == 1
        ? Matrix<double>.Build.Dense(rows, 1, (_, _) => random.Next(2) == 0 ? -1 : 1)
        : Matrix<double>.Build.DenseOfRows(Enumerable.Range(0, rows).Select(_ =>
        {
            double[] row = new double[columns];
            row[random.Next(columns)] = 1;
            return row;
        }));
}
