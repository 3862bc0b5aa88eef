using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.Numerics;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Tests.Regression;

/// <summary>
/// Kernel regression on real data with the NTK of a relu network of 3 hidden layers: written out here (Cho and Saul 2009; Jacot et al.,
/// arXiv 1806.07572), so that the figures hold independently of how the library computes kernels, and computed by the library.
/// </summary>
public class DigitsRegressionTests
{
    private const int Training = 1000;
    private const int HiddenLayers = 3;

    [Fact]
    public void The_tangent_kernel_gets_776_of_797_digits_right() => AssertFigures(TangentKernel);

    [Fact]
    public void So_does_the_one_that_the_library_computes()
    {
        var kernel = new Kernel(new Network(Activation.Relu, HiddenLayers));
        AssertFigures((rows, columns) => kernel.Cross(rows, columns, KernelKinds.Ntk).Ntk);
    }

    // Features divided by 16, one-hot targets minus 1/10, ridge 1e-8 times the mean of the diagonal; the figures are those of a
    // vectorised NumPy computation of the same, to the digits given.
    private static void AssertFigures(Func<Matrix<double>, Matrix<double>, Matrix<double>> tangentKernel)
    {
        (Matrix<double> features, double[] labels) = ReadDigits();
        Matrix<double> training = features.SubMatrix(0, Training, 0, features.ColumnCount);
        Matrix<double> test = features.SubMatrix(Training, features.RowCount - Training, 0, features.ColumnCount);
        Matrix<double> gram = tangentKernel(training, training);
        var classes = new ClassTargets(labels[..Training]);
        Matrix<double> expected = classes.Encode(labels[Training..]);

        var regression = KernelRegression.Fit(gram, classes.Encode(labels[..Training]), Ridge.Relative(1e-8));
        Matrix<double> predictions = regression.Predict(tangentKernel(test, training));
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
        double[][] rows = [.. File.ReadLines(Repository.PathOf("docs", "samples", "digits.csv")).Skip(1).Select(line => line.Split(',').Select(double.Parse).ToArray())];
        return (Matrix<double>.Build.DenseOfRowArrays(rows.Select(row => row[..^1])) / 16, [.. rows.Select(row => row[^1])]);
    }
}
