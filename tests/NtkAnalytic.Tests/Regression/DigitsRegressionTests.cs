using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

/// <summary>
/// Kernel regression on real data, with the NTK of a relu network of 3 hidden layers written out here (Cho and Saul 2009; Jacot et al.,
/// arXiv 1806.07572), so that the figures hold independently of how the library computes kernels.
/// </summary>
public class DigitsRegressionTests
{
    private const int Training = 1000;
    private const int HiddenLayers = 3;

    [Fact]
    public void The_tangent_kernel_gets_776_of_797_digits_right()
    {
        (Matrix<double> features, double[] labels) = ReadDigits();
        Matrix<double> x = features.SubMatrix(0, Training, 0, features.ColumnCount);
        Matrix<double> test = features.SubMatrix(Training, features.RowCount - Training, 0, features.ColumnCount);
        Matrix<double> gram = TangentKernel(x, x);
        var classes = new ClassTargets(labels[..Training]);
        Matrix<double> expected = classes.Encode(labels[Training..]);

        var regression = KernelRegression.Fit(gram, classes.Encode(labels[..Training]), Ridge.Relative(1e-8));
        Matrix<double> predictions = regression.Predict(TangentKernel(test, x));
        int right = classes.Decode(predictions).Zip(labels[Training..]).Count(pair => pair.First == pair.Second);

        Assert.Equal(1.4990234375, gram[0, 0], 1e-14);
        Assert.Equal(797, test.RowCount);
        Assert.Equal(776, right);
        Assert.Same(SolveStatus.Converged, regression.Status);
        Assert.Equal(0.09803, regression.Conditioning.SmallestEigenvalue, 5e-6);
        Assert.Equal(10837, regression.Conditioning.ConditionNumber, 0.5);
        Assert.Equal(0.011447, (predictions - expected).PointwisePower(2).ColumnSums().Sum() / (797 * 10), 5e-7);
    }

    private static Matrix<double> TangentKernel(Matrix<double> rows, Matrix<double> columns)
    {
        Matrix<double> products = 2 * rows.TransposeAndMultiply(columns) / rows.ColumnCount;
        double[] q1 = [.. rows.EnumerateRows().Select(row => 2 * row.DotProduct(row) / rows.ColumnCount)];
        double[] q2 = [.. columns.EnumerateRows().Select(row => 2 * row.DotProduct(row) / columns.ColumnCount)];
        return products.MapIndexed((i, j, product) =>
        {
            double scale = Math.Sqrt(q1[i] * q2[j]);
            double nngp = product;
            double tangent = product;
            for (int layer = 0; layer < HiddenLayers; layer++)
            {
                double angle = Math.Acos(Math.Clamp(nngp / scale, -1, 1));
                nngp = scale * (Math.Sin(angle) + ((Math.PI - angle) * Math.Cos(angle))) / Math.PI;
                tangent = nngp + (tangent * (1 - (angle / Math.PI)));
            }

            return tangent;
        });
    }

    private static (Matrix<double> Features, double[] Labels) ReadDigits()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "NtkAnalytic.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }

        double[][] rows = [.. File.ReadLines(Path.Combine(folder, "docs", "samples", "digits.csv")).Skip(1).Select(line => line.Split(',').Select(double.Parse).ToArray())];
        return (Matrix<double>.Build.DenseOfRowArrays(rows.Select(row => row[..^1])) / 16, [.. rows.Select(row => row[^1])]);
    }
}
