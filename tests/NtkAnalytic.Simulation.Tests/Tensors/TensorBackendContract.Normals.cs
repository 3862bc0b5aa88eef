using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Tensors;

public abstract partial class TensorBackendContract
{
    [Fact]
    public void Normal_numbers_are_those_of_the_definition()
    {
        TensorBackend backend = Create();
        var reference = new ReferenceBackend();
        foreach (TensorShape shape in new TensorShape[] { new(1, 1, 1), new(2, 1, 3), new(3, 5, 7), new(2, 33, 3), new(1, 1, 20_001), new(2, 69, 71) })
        {
            var key = new RandomKey(0x9876_5432_1234_5678, uint.MaxValue, 77);
            using TensorScope scope = backend.NewScope();
            using TensorScope referenceScope = reference.NewScope();
            Tensor whole = scope.Allocate(shape.Networks, 1, (int)shape.PerNetwork + 3);
            Tensor actual = backend.View(whole, 1, shape.Rows, shape.Columns);
            Tensor expected = referenceScope.Allocate(shape.Networks, shape.Rows, shape.Columns);
            backend.Fill(whole, double.NaN);
            backend.FillNormal(actual, key);
            reference.FillNormal(expected, key);

            // The angle of the definition is rounded, by up to 2 pi epsilon; the radius multiplies that: the norm of the pair is the scale.
            double[] x = backend.ToArray(actual);
            double[] y = reference.ToArray(expected);
            double epsilon = backend.Precision == Precision.Single ? MathF.BitIncrement(1) - 1 : double.BitIncrement(1) - 1;
            int perNetwork = (int)shape.PerNetwork;
            for (int i = 0; i < x.Length; i++)
            {
                int pair = (i % perNetwork) ^ 1;
                double partner = pair < perNetwork ? y[(i / perNetwork * perNetwork) + pair] : 7;
                double tolerance = backend.Precision == Precision.Single
                    ? (0.51 * epsilon * Math.Abs(y[i])) + (1e-15 * (Math.Abs(y[i]) + Math.Abs(partner)))
                    : 8 * epsilon * (Math.Abs(y[i]) + Math.Abs(partner));
                Assert.True(Math.Abs(x[i] - y[i]) <= tolerance, $"element {i} of {shape}: {x[i]:R}, not {y[i]:R}");
            }

            double[] all = backend.ToArray(whole);
            for (int network = 0; network < shape.Networks; network++)
            {
                Assert.True(double.IsNaN(all[network * (perNetwork + 3)]));
                Assert.True(double.IsNaN(all[(network * (perNetwork + 3)) + perNetwork + 1]));
            }
        }
    }

    [Fact]
    public void Normal_numbers_have_normal_moments_and_no_correlations()
    {
        const int Count = 100_000;
        TensorBackend backend = Create();
        using TensorScope scope = backend.NewScope();
        double[] Draw(ulong seed, uint network, uint stream)
        {
            using TensorScope inner = backend.NewScope();
            Tensor tensor = inner.Allocate(1, 1, Count);
            backend.FillNormal(tensor, new RandomKey(seed, network, stream));
            return backend.ToArray(tensor);
        }

        double[] x = Draw(1, 0, 0);

        // E x^2k = (2 k - 1)!!: the variances of x, x^2, x^3 and x^4 are 1, 2, 15 and 96.
        AssertMean(x, v => v, 0, 1);
        AssertMean(x, v => v * v, 1, 2);
        AssertMean(x, v => v * v * v, 0, 15);
        AssertMean(x, v => v * v * v * v, 3, 96);
        foreach (int lag in new[] { 1, 2, 3, 4, 8, 16, 32 })
        {
            AssertUncorrelated(x[..^lag], x[lag..]);
        }

        AssertUncorrelated(x, Draw(1, 0, 1));
        AssertUncorrelated(x, Draw(1, 1, 0));
        AssertUncorrelated(x, Draw(2, 0, 0));
        AssertUncorrelated(x, Draw(1UL + (1UL << 32), 0, 0));

        // Squares too: a radius must not be used twice.
        AssertMean([.. x.Where((_, i) => i % 2 == 0).Zip(x.Where((_, i) => i % 2 == 1), (a, b) => (a * a * b * b) - 1)], v => v, 0, 8);
    }

    private static void AssertUncorrelated(double[] x, double[] y) => AssertMean([.. x.Zip(y, (a, b) => a * b)], v => v, 0, 1);

    private static void AssertMean(double[] x, Func<double, double> function, double mean, double variance) =>
        Assert.InRange((x.Average(function) - mean) / Math.Sqrt(variance / x.Length), -5, 5);
}
