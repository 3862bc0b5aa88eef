using System.Numerics.Tensors;

namespace NtkAnalytic.Numerics;

/// <summary>e^x - 1 and log(1 + x) without the cancellation near 0, to a few units in the last place.</summary>
/// <remarks>
/// <c>double.ExpM1</c> and <c>TensorPrimitives.ExpM1</c> of .NET 10 subtract 1 from the exponential and lose all digits near 0.
/// </remarks>
internal static class NearZero
{
    /// <summary>e^x - 1.</summary>
    public static double ExpM1(double x)
    {
        double exponential = Math.Exp(x);
        return ExpM1(x, exponential, Math.Log(exponential));
    }

    /// <summary>e^x - 1 beside e^x, at many points; the three spans do not overlap.</summary>
    public static void ExpAndExpM1(ReadOnlySpan<double> x, Span<double> exponential, Span<double> lessOne)
    {
        TensorPrimitives.Exp(x, exponential);
        TensorPrimitives.Log(exponential, lessOne);
        for (int i = 0; i < x.Length; i++)
        {
            lessOne[i] = ExpM1(x[i], exponential[i], lessOne[i]);
        }
    }

    /// <summary>log(1 + x) for x &gt; -1, as 2 atanh(x / (2 + x)): the argument is in (-1, 1) and nothing cancels.</summary>
    public static double Log1P(double x) => x > 1 ? Math.Log(1 + x) : 2 * Math.Atanh(x / (2 + x));

    // With u the rounded e^x, e^x = u e^(x - log u) and x - log u is of the order of the rounding error of u:
    // e^x - 1 = (u - 1) + u (x - log u). Beyond |x| = 1 the plain difference is good (and u may be 0 or infinite).
    private static double ExpM1(double x, double exponential, double logarithm) =>
        Math.Abs(x) < 1 ? (exponential - 1) + (exponential * (x - logarithm)) : exponential - 1;
}
