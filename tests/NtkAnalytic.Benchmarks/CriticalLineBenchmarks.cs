using BenchmarkDotNet.Attributes;
using MathNet.Numerics;
using NtkAnalytic.CorrelationMaps;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// The critical line of tanh: 200 points by continuation, against one point by adaptive quadrature (Gauss-Kronrod to 1e-13) and
/// bisection in q to 1e-12.
/// </summary>
[Config(typeof(InOneProcess))]
public class CriticalLineBenchmarks
{
    private const double BiasVariance = 0.05;
    private const double Reach = 12;
    private static readonly double InverseRootTwoPi = 1 / Math.Sqrt(2 * Math.PI);

    /// <summary>A new activation each time, so that nothing is known of it.</summary>
    [Benchmark]
    public double TraceOf200Points() => new CriticalLine(Activation.Parse("tanh")).Trace(0.005, 1, 200)[^1].WeightVariance;

    [Benchmark]
    public double OnePoint() => new CriticalLine(Activation.Parse("tanh")).At(BiasVariance)[0].WeightVariance;

    [Benchmark(Baseline = true)]
    public double OnePointByQuadratureAndBisection()
    {
        double low = 1e-3;
        double high = 10;
        while (high - low > 1e-12 * high)
        {
            double q = (low + high) / 2;
            double residual = Mean(q, Math.Tanh) + ((BiasVariance - q) * Mean(q, Slope));
            (low, high) = residual > 0 ? (q, high) : (low, q);
        }

        return 1 / Mean(low, Slope);
    }

    private static double Slope(double x)
    {
        double t = Math.Tanh(x);
        return 1 - (t * t);
    }

    private static double Mean(double variance, Func<double, double> function)
    {
        double deviation = Math.Sqrt(variance);
        return Integrate.GaussKronrod(
            z =>
            {
                double value = function(deviation * z);
                return InverseRootTwoPi * Math.Exp(-z * z / 2) * value * value;
            },
            -Reach,
            Reach,
            1e-13,
            20);
    }
}
