using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class PackedProductTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(7, 9, 3)]
    [InlineData(8, 24, 160)]
    [InlineData(33, 50, 161)]
    [InlineData(40, 64, 784)]
    public void TilesHoldTheProducts(int rows, int columns, int dimension)
    {
        Matrix<double> x = Matrix<double>.Build.Random(rows, dimension, 1);
        Matrix<double> y = Matrix<double>.Build.Random(columns, dimension, 2);
        double[,] tile = Product(x, y);

        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                // A chain of n fused steps is within n units of rounding of sum |x_k y_k|, a random one within some sqrt(n).
                double exact = 0;
                double size = 0;
                for (int k = 0; k < dimension; k++)
                {
                    exact += x[i, k] * y[j, k];
                    size += Math.Abs(x[i, k] * y[j, k]);
                }

                Assert.Equal(exact, tile[i, j], 4 * Math.Sqrt(dimension) * 2.2e-16 * size);
            }
        }
    }

    [Fact]
    public void AnEntryDoesNotDependOnItsPlaceOrOnTheSideItsRowsStandOn()
    {
        Matrix<double> x = Matrix<double>.Build.Random(43, 333, 3);
        double[,] tile = Product(x, x);
        Matrix<double> reversed = Matrix<double>.Build.Dense(43, 333, (i, k) => x[42 - i, k]);
        double[,] other = Product(reversed, x);

        for (int i = 0; i < 43; i++)
        {
            for (int j = 0; j < 43; j++)
            {
                Assert.Equal(tile[i, j], tile[j, i]);
                Assert.Equal(tile[i, j], other[42 - i, j]);
            }
        }
    }

    [Fact]
    public void PackingNamesTheEntryThatIsNotFinite()
    {
        Matrix<double> x = Matrix<double>.Build.Dense(12, 5);
        x[10, 3] = double.NaN;

        ArgumentException failure = Assert.Throws<ArgumentException>(() => PackedRows.Pack(x, "inputs"));

        Assert.Contains("Row 10, column 3", failure.Message, StringComparison.Ordinal);
    }

    private static double[,] Product(Matrix<double> x, Matrix<double> y)
    {
        PackedRows left = PackedRows.Pack(x, nameof(x));
        PackedRows right = PackedRows.Pack(y, nameof(y));
        int stride = right.PanelCount * PackedRows.Lanes;
        double[] tile = new double[left.PanelCount * PackedRows.Lanes * stride];
        PackedProduct.Fill(left, 0, left.PanelCount, right, 0, right.PanelCount, tile);
        double[,] result = new double[x.RowCount, y.RowCount];
        for (int i = 0; i < x.RowCount; i++)
        {
            for (int j = 0; j < y.RowCount; j++)
            {
                result[i, j] = tile[(i * stride) + j];
            }
        }

        return result;
    }
}
