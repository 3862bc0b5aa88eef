using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

public class OpenBlasProductsTests
{
    [Fact]
    public void Products_of_parts_of_matrices_in_every_transpose()
    {
        OpenBlasProducts products = Create();

        // a is 2 x 3 and b is 3 x 2, rows at a distance of 4; c, 2 x 2, has rows at a distance of 3.
        double[] a = [1, 2, 3, 99, 4, 5, 6, 99];
        double[] at = [1, 4, 99, 99, 2, 5, 99, 99, 3, 6];
        double[] b = [1, 0, 99, 99, 2, -1, 99, 99, 0, 3];
        double[] bt = [1, 2, 0, 99, 0, -1, 3, 99];
        for (int kinds = 0; kinds < 4; kinds++)
        {
            bool transposeA = (kinds & 1) != 0;
            bool transposeB = (kinds & 2) != 0;
            double[] c = [10, 20, 99, 30, 40, 99];
            products.Multiply(transposeA, transposeB, 2, 2, 3, 2.0, transposeA ? at : a, 4, transposeB ? bt : b, 4, 0.5, c, 3);
            Assert.Equal([15, 24, 99, 43, 46, 99], c);
            float[] single = [float.NaN, float.NaN, 99, float.NaN, float.NaN, 99];
            products.Multiply(transposeA, transposeB, 2, 2, 3, 1f, Single(transposeA ? at : a), 4, Single(transposeB ? bt : b), 4, 0f, single, 3);
            Assert.Equal([5, 7, 99, 14, 13, 99], single);
        }
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_refused()
    {
        OpenBlasProducts products = Create();
        Assert.Throws<ArgumentException>(() => products.Multiply(false, false, 2, 2, 3, 1.0, new double[5], 3, new double[6], 2, 0.0, new double[4], 2));
        Assert.Throws<ArgumentException>(() => products.Multiply(false, false, 2, 2, 3, 1.0, new double[6], 3, new double[6], 1, 0.0, new double[4], 2));
        Assert.Throws<ArgumentException>(() => products.Multiply(false, false, 2, 0, 3, 1.0, new double[6], 3, new double[6], 2, 0.0, new double[4], 2));
        Assert.Throws<ArgumentException>(() => products.Multiply(false, false, 2, 2, 3, 1f, new float[6], 3, new float[6], 2, 0f, new float[3], 2));
    }

    [Fact]
    public void Without_a_library_there_are_none_and_a_reason()
    {
        Assert.False(OpenBlasProducts.TryCreate("off", out OpenBlasProducts? products, out string reason));
        Assert.Null(products);
        Assert.Equal("NTK_OPENBLAS is off", reason);
    }

    private static OpenBlasProducts Create()
    {
        if (!OpenBlasProducts.TryCreate(out OpenBlasProducts? products, out string description))
        {
            Assert.Skip(description);
        }

        return products;
    }

    private static float[] Single(double[] values) => [.. values.Select(value => (float)value)];
}
