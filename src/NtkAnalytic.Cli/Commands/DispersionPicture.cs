using NtkAnalytic.Cli.Output;
using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The dispersion against depth: exact with its limit, or to first order in 1/width.</summary>
internal static class DispersionPicture
{
    // Beyond, doubles and axes end.
    private const double Largest = 1e300;

    public static Picture Draw(DispersionAnswer answer)
    {
        Mark[] marks = answer.FirstOrder is { } corrections
            ? [new Line("first order in 1/width", corrections.Layers.Select(layer => At(layer.Layer, 1 + layer.NtkRelativeVariance)))]
            : [
                new Line("exact", answer.Moments!.Select(moments => At(moments.WeightLayers, moments.Ratio))),
                .. answer.Limit is null ? [] : (Mark[])[new Line("limit of depth and width", answer.Limits().Select(limit => At(limit.WeightLayers, limit.Limit.Ratio)), 1, LineStyle.Dashed)],
            ];
        double[] values = [.. marks.Cast<Line>().SelectMany(line => line.Points).Select(point => point.Y).Where(double.IsFinite)];
        int layers = Math.Max(2, answer.Request.Widths.Length - 1);
        string name = DispersionText.Describe(answer.Request);
        return new Picture(
            $"The dispersion of the tangent kernel against the number of weight layers for {name}",
            new Chart(
                "E[\u0398\u00b2] / E[\u0398]\u00b2",
                Axis.Linear("weight layers D", 1, layers),
                values.Max() > 10 ? Axis.Logarithmic("", 1, values.Max() * 1.2) : Axis.Linear("", 1, 1 + (1.05 * Math.Max(values.Max() - 1, 1e-12))),
                marks))
        {
            Title = $"{answer.Request.Activation.Name}, \u03c3_w\u00b2 = {NumberText.Rounded(answer.Request.WeightVariance.ToDouble())}",
        };
    }

    private static ChartPoint At(int layers, double ratio) => new(layers, ratio <= Largest ? ratio : double.NaN);
}
