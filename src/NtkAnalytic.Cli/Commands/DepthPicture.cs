using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>1 - c and the normalised NTK against depth, with their asymptotes.</summary>
internal static class DepthPicture
{
    public const int DepthsPerDecade = 24;
    private const double Legible = 1e-8;

    /// <summary>Depths that make a smooth line on a logarithmic axis.</summary>
    /// <param name="deepest">The last of them.</param>
    /// <param name="perDecade">How many there are between a depth and ten times it, where that many are whole numbers.</param>
    /// <returns>Whole numbers from 1 on, about as many in each decade.</returns>
    public static IEnumerable<int> Depths(int deepest, int perDecade) => Enumerable
        .Range(0, (int)Math.Ceiling(perDecade * Math.Log10(Math.Max(deepest, 1))) + 1)
        .Select(i => (int)Math.Min(Math.Round(Math.Pow(10, (double)i / perDecade)), Math.Max(deepest, 1)))
        .Distinct();

    /// <summary>The activation and the variances, as pictures are titled.</summary>
    public static string Name(Network network) =>
        $"{network.Activation.Name}, \u03c3_w\u00b2 = {NumberText.Rounded(network.WeightVariance(1))}, \u03c3_b\u00b2 = {NumberText.Rounded(network.BiasVariance(1))}";

    public static Picture Draw(Network network, DepthAsymptotics asymptotics, IReadOnlyList<DepthPoint> points)
    {
        string name = Name(network);
        return new Picture(
            $"The distance of the correlation from 1 and the normalised NTK against the number of hidden layers, with their asymptotes, for {name}",
            Panel("1 \u2212 c", point => point.OneMinusCorrelation, asymptotics.OneMinusCorrelation, (title, from, to) => Axis.Logarithmic(title, from, to), true),
            Panel("normalised NTK", point => point.NormalizedNtk, asymptotics.NormalizedNtk, Axis.Linear, false))
        {
            Title = name,
        };

        Chart Panel(string title, Func<DepthPoint, double> quantity, DepthLaw? law, Func<string, double?, double?, Axis> axis, bool isLogarithmic)
        {
            double[] values = [.. points.Where(point => point.HiddenLayers > 0).Select(quantity).Where(value => double.IsFinite(value) && (!isLogarithmic || value > 0))];
            List<Mark> marks = [new Line("recursion", points.Select(point => new ChartPoint(point.HiddenLayers, quantity(point))))];
            double[] limits = [];
            if (law is not null && double.IsFinite(law.Limit) && (!isLogarithmic || law.Limit > 0))
            {
                limits = [law.Limit];
                marks.Add(new Line("limit", [new(1, law.Limit), new(Math.Max(points[^1].HiddenLayers, 10), law.Limit)], 4, LineStyle.Dotted));
            }

            if (law is { Coefficient: not 0 })
            {
                DepthLaw drawn = law.Coefficient is null ? Anchored(law, points, quantity) : law;
                marks.Add(new Line("asymptotic law", points.Select(point => new ChartPoint(point.HiddenLayers, DepthText.At(drawn, point.HiddenLayers) ?? double.NaN)), 1, LineStyle.Dashed));
            }

            // The law may be far off in shallow networks: the axis is that of the recursion.
            (double? from, double? to) = Bounds([.. values, .. limits], isLogarithmic);
            return new Chart(title, Axis.Logarithmic("hidden layers L", 1, Math.Max(points[^1].HiddenLayers, 10)), axis("", from, to), marks);
        }
    }

    // A coefficient that depends on the inputs is read off where the distance to the limit still has its digits, as deep as can be.
    private static DepthLaw Anchored(DepthLaw law, IReadOnlyList<DepthPoint> points, Func<DepthPoint, double> quantity)
    {
        DepthLaw unit = law with { Limit = 0, Coefficient = 1 };
        foreach (DepthPoint point in points.Reverse().Where(point => point.HiddenLayers >= 2))
        {
            double distance = quantity(point) - law.Limit;
            if (Math.Abs(distance) > Legible * Math.Abs(law.Limit) && unit.Evaluate(point.HiddenLayers) is { } one && distance / one is var coefficient && double.IsNormal(coefficient))
            {
                return law with { Coefficient = coefficient };
            }
        }

        return law;
    }

    private static (double? From, double? To) Bounds(double[] values, bool isLogarithmic)
    {
        if (values.Length == 0 || values.Min() == values.Max())
        {
            return (null, null);
        }

        double room = 0.05 * (values.Max() - values.Min());
        return isLogarithmic ? (values.Min() / 1.2, values.Max() * 1.2) : (values.Min() - room, values.Max() + room);
    }
}
