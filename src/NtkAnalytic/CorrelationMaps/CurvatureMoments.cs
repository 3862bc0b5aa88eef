using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// What phi'' is, from values of phi': its jumps at the breakpoints, and E[phi''(sqrt(q) Z)^2] without the Dirac terms of kinks.
/// Between the breakpoints phi' is differentiated as the polynomial through its values on a panel.
/// </summary>
internal static class CurvatureMoments
{
    private const int Order = 20;
    private const int CheckOrder = 16;
    private const int SidePoints = 14;
    private const double LongestSide = 0.25;

    // Rounding at the 14 points, and what differentiating once and twice at the end of the interval makes of it.
    private const double Noise = 1e-16;
    private const double SideNoise = 200;
    private const double SideNoise2 = 7000;

    /// <summary>phi'' and phi''' on both sides of a breakpoint.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="index">The place of the breakpoint in the list.</param>
    public static (SideDerivatives Below, SideDerivatives Above) Sides(Activation activation, int index)
    {
        IReadOnlyList<Breakpoint> points = activation.Breakpoints;
        double location = points[index].Location;
        double below = index > 0 ? location - points[index - 1].Location : double.PositiveInfinity;
        double above = index + 1 < points.Count ? points[index + 1].Location - location : double.PositiveInfinity;
        return (Side(activation, location, -Math.Min(LongestSide, below)), Side(activation, location, Math.Min(LongestSide, above)));
    }

    /// <summary>E[phi''(sqrt(q) Z)^2] without the Dirac terms.</summary>
    /// <returns>The moment and its absolute error estimate.</returns>
    public static (double Value, double Error) SecondMoment(Activation activation, double variance) => Moment(activation, variance, 1);

    /// <summary>E[phi'''(sqrt(q) Z)^2], for phi without breakpoints.</summary>
    /// <returns>The moment and its absolute error estimate.</returns>
    public static (double Value, double Error) ThirdMoment(Activation activation, double variance) => Moment(activation, variance, 2);

    private static (double Value, double Error) Moment(Activation activation, double variance, int times)
    {
        (double fine, double noise) = Moment(activation, variance, times, Order);
        (double coarse, _) = Moment(activation, variance, times, CheckOrder);
        return (fine, Math.Abs(fine - coarse) + noise);
    }

    private static (double Value, double Noise) Moment(Activation activation, double variance, int times, int order)
    {
        // The mesh resolves values; half its panels resolve derivatives.
        var rule = GaussianRule.For(activation, variance, order, GaussianRule.DefaultLongestPanel / 2, 0.5);
        double deviation = Math.Sqrt(variance);
        double[] values = new double[rule.Nodes.Length];
        double[] derivative = new double[order];
        double sum = 0;
        double noise = 0;
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = activation.EvaluateDerivative(deviation * rule.Nodes[i]);
        }

        // Each panel of the rule holds as many nodes as the order says.
        for (int start = 0; start < values.Length; start += order)
        {
            double largest = values.AsSpan(start, order).ToArray().Max(Math.Abs);
            ReadOnlySpan<double> nodes = rule.Nodes.AsSpan(start, order);
            Span<double> panel = values.AsSpan(start, order);
            for (int time = 0; time < times; time++)
            {
                Differentiate(nodes, panel, derivative);
                derivative.CopyTo(panel);
            }

            double length = nodes[^1] - nodes[0];
            double rounding = 2.2e-16 * largest * Math.Pow(order * order / length, times);
            for (int i = 0; i < order; i++)
            {
                sum += rule.Weights[start + i] * panel[i] * panel[i];
                noise += rule.Weights[start + i] * rounding * (rounding + (0.1 * Math.Abs(panel[i])));
            }
        }

        double scale = Math.Pow(variance, times);
        return (sum / scale, noise / scale);
    }

    // The derivative at the nodes of the polynomial through the values (Berrut and Trefethen, SIAM Review 46, 2004, section 9.3).
    private static void Differentiate(ReadOnlySpan<double> nodes, ReadOnlySpan<double> values, Span<double> derivative)
    {
        int count = nodes.Length;
        Span<double> weights = stackalloc double[count];
        double length = nodes[^1] - nodes[0];
        for (int i = 0; i < count; i++)
        {
            double product = 1;
            for (int j = 0; j < count; j++)
            {
                product *= i == j ? 1 : 4 * (nodes[i] - nodes[j]) / length;
            }

            weights[i] = 1 / product;
        }

        for (int i = 0; i < count; i++)
        {
            double sum = 0;
            for (int j = 0; j < count; j++)
            {
                sum += i == j ? 0 : weights[j] / weights[i] * (values[j] - values[i]) / (nodes[i] - nodes[j]);
            }

            derivative[i] = sum;
        }
    }

    private static SideDerivatives Side(Activation activation, double location, double length)
    {
        double[] points = ChebyshevFit.Points(SidePoints);
        double[] values = new double[SidePoints];
        for (int i = 0; i < SidePoints; i++)
        {
            values[i] = activation.EvaluateDerivative(location + (length * (1 + points[i]) / 2));
        }

        // Where phi' is constant, so are its rounded values: no error.
        double noise = values.All(value => value == values[0]) ? 0 : Noise * values.Max(Math.Abs);
        values = Array.ConvertAll(values, value => value - values[0]);
        double[] coefficients = ChebyshevFit.Coefficients(values);
        (double first, double second, double lastFirst, double lastSecond) = (0, 0, 0, 0);
        for (int k = 1; k < SidePoints; k++)
        {
            // T_k'(-1) = -(-1)^k k^2 and T_k''(-1) = (-1)^k k^2 (k^2 - 1) / 3.
            double square = (k % 2 == 0 ? 1 : -1) * k * k * coefficients[k];
            lastFirst = -square;
            lastSecond = square * ((k * k) - 1) / 3;
            first += lastFirst;
            second += lastSecond;
        }

        double scale = 2 / length;
        return new SideDerivatives(
            first * scale,
            (Math.Abs(lastFirst) + (SideNoise * noise)) * Math.Abs(scale),
            second * scale * scale,
            (Math.Abs(lastSecond) + (SideNoise2 * noise)) * scale * scale);
    }
}

/// <summary>One-sided derivatives of phi at a breakpoint, with absolute errors.</summary>
/// <param name="Second">phi''.</param>
/// <param name="SecondError">Its error.</param>
/// <param name="Third">phi'''.</param>
/// <param name="ThirdError">Its error.</param>
internal readonly record struct SideDerivatives(double Second, double SecondError, double Third, double ThirdError);
