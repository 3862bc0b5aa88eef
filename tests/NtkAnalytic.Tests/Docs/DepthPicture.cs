using System.Globalization;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Tests.Docs;

/// <summary>
/// The picture of README.md: the correlation of the outputs and the normalised NTK of relu networks (sigma_w^2 = 2, no bias)
/// against the angle between two inputs, for several depths, from the figures that the library computes.
/// </summary>
internal static class DepthPicture
{
    // The NTK of a single hidden layer falls to about -0.07.
    private const double Lowest = -0.1;
    private static readonly int[] Depths = [1, 3, 10, 100];

    public static string Draw() => new Picture(
        "Output correlation and normalised NTK of relu networks against the angle between two inputs, for 1, 3, 10 and 100 hidden layers",
        Panel("correlation of the outputs (NNGP)", pair => pair.Outputs.Correlation),
        Panel("NTK, relative to its diagonal", pair => pair.Ntk / pair.Ntk1, new Line("limit 1/4", [new(0, 0.25), new(180, 0.25)], 4, LineStyle.Dotted)))
        .ToSvg();

    private static Chart Panel(string title, Func<KernelPair, double> quantity, params Mark[] more) => new(
        title,
        Axis.Linear("angle between the inputs", 0, 180)
            .WithTicks(Enumerable.Range(0, 5).Select(i => new AxisTick(45 * i, string.Create(CultureInfo.InvariantCulture, $"{45 * i}\u00b0")))),
        Axis.Linear("", Lowest, 1),
        [.. Depths.Select((depth, i) => Curve(depth, i, quantity)), .. more]);

    private static Line Curve(int depth, int color, Func<KernelPair, double> quantity)
    {
        var kernel = new Kernel(new Network(Activation.Relu, depth));
        string label = string.Create(CultureInfo.InvariantCulture, $"{depth} hidden layer{(depth == 1 ? "" : "s")}");
        return new Line(label, Angles().Select(degrees => new ChartPoint(degrees, quantity(kernel.Evaluate(Pair(degrees))))), color);
    }

    // Deep kernels fall within the first degrees: steps of 0.05 degrees up to 2, of 0.25 up to 10, of 2 beyond.
    private static IEnumerable<double> Angles() =>
        Enumerable.Range(0, 40).Select(i => i / 20.0)
            .Concat(Enumerable.Range(8, 32).Select(i => i / 4.0))
            .Concat(Enumerable.Range(5, 86).Select(i => 2.0 * i));

    // 1 - cos(a) = 2 sin(a/2)^2 and 1 + cos(a) = 2 cos(a/2)^2 keep their digits at both ends.
    private static GaussianPair Pair(double degrees)
    {
        double half = degrees * Math.PI / 360;
        return new GaussianPair(1, 1, 2 * Math.Sin(half) * Math.Sin(half), 2 * Math.Cos(half) * Math.Cos(half));
    }
}
