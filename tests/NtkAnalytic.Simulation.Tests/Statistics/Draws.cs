using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Tests.Statistics;

/// <summary>Numbers of known laws.</summary>
internal static class Draws
{
    public static double[] Normal(int count, uint stream)
    {
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            (uint w0, uint w1, _, _) = Philox.Block((uint)i, 0, stream, 0, 20261122, 0);
            values[i] = Philox.Normals(w0, w1).Cosine;
        }

        return values;
    }

    /// <summary>exp(sqrt(s) Z): E[X^2] / E[X]^2 = e^s.</summary>
    public static double[] LogNormal(int count, double logVariance, uint stream) =>
        [.. Normal(count, stream).Select(z => Math.Exp(Math.Sqrt(logVariance) * z))];

    public static SampleStatistics Statistics(IEnumerable<double> values)
    {
        var accumulator = new SampleAccumulator();
        foreach (double value in values)
        {
            accumulator.Add(value);
        }

        return accumulator.ToStatistics()!;
    }
}
