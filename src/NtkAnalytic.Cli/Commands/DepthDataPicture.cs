using NtkAnalytic.Pictures;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The condition number of an NTK matrix against depth, with its limit.</summary>
internal static class DepthDataPicture
{
    /// <summary>Every depth costs all eigenvalues, and the line is smooth with few.</summary>
    public const int DepthsPerDecade = 8;

    // Room above and below on a logarithmic axis.
    private const double Room = 1.2;

    public static Picture Draw(DepthDataAnswer answer)
    {
        string name = $"{DepthPicture.Name(answer.Network)}, {answer.Rows.Count} inputs";
        int deepest = Math.Max(answer.Spectra[^1].HiddenLayers, 10);
        List<Mark> marks =
        [
            new Line("condition number", answer.Spectra.Select(spectrum => new ChartPoint(spectrum.HiddenLayers, Finite(spectrum.ConditionNumber)))),
        ];
        List<double> values = [.. answer.Spectra.Where(spectrum => spectrum.HiddenLayers > 0).Select(spectrum => spectrum.ConditionNumber).Where(double.IsFinite)];
        if (answer.ConditionNumberLimit is { } limit && double.IsFinite(limit))
        {
            marks.Add(new Line(answer.HaveOneNorm ? "limit" : "limit for inputs of one norm", [new(1, limit), new(deepest, limit)], 4, LineStyle.Dotted));
            values.Add(limit);
        }

        Axis vertical = values.Count == 0 ? Axis.Logarithmic("") : Axis.Logarithmic("", values.Min() / Room, values.Max() * Room);
        return new Picture(
            $"The condition number of the NTK matrix of {answer.Rows.Count} inputs against the number of hidden layers, for {name}",
            new Chart("condition number", Axis.Logarithmic("hidden layers L", 1, deepest), vertical, marks))
        {
            Title = name,
        };
    }

    private static double Finite(double value) => double.IsFinite(value) ? value : double.NaN;
}
