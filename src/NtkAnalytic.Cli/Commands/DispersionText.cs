using System.Globalization;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The answer of <c>ntk dispersion</c> for people and as rows.</summary>
internal static class DispersionText
{
    private const int Digits = 8;
    private const int LongestFraction = 24;
    private const int MostWidths = 12;
    private const int MostLayers = 20;

    public static void Write(CommandHost host, DispersionAnswer answer, string? picture)
    {
        (string Label, string? Value)[] facts =
        [
            ("network", Describe(answer.Request)),
            ("input", $"|x|^2 = {answer.Request.NormSquared}"),
            ("method", answer.FirstOrder is null
                ? "exact, at any widths"
                : "first order in 1/width: exact moments are known for relu, leaky-relu, two-slope, abs and identity with biases of 0"),
            .. answer.Moments is { } moments ? Exact(moments[^1], answer) : [],
            .. answer.FirstOrder is { } corrections ? FirstOrder(corrections.Output) : [],
        ];
        TextOutput.WriteFacts(host.Output, facts);
        if (answer.FirstOrder is not null)
        {
            WriteLayers(host, answer.FirstOrder.Layers);
        }

        host.Output.WriteLine();
        foreach (string sentence in answer.Regime.Sentences)
        {
            host.Output.WriteLine(sentence);
        }

        if (picture is not null)
        {
            host.Output.WriteLine($"picture: {picture}");
        }

        if (!answer.Status.IsSuccess)
        {
            host.Note(answer.Status.Advice);
        }
    }

    public static void WriteCsv(TextWriter output, DispersionAnswer answer)
    {
        if (answer.FirstOrder is { } corrections)
        {
            CsvOutput.WriteRow(output, "layer", "width_below", "nngp", "ntk", "nngp_shift", "ntk_shift", "v", "d", "f", "a", "b", "nngp_mean", "ntk_mean", "nngp_relative_variance", "ntk_relative_variance");
            foreach (FirstOrderLayer layer in corrections.Layers)
            {
                CsvOutput.WriteRow(output, layer.Layer, layer.WidthBelow, layer.Nngp, layer.Ntk, layer.NngpShift, layer.NtkShift, layer.V, layer.D, layer.F, layer.A, layer.B, layer.NngpMean, layer.NtkMean, layer.NngpRelativeVariance, layer.NtkRelativeVariance);
            }

            return;
        }

        CsvOutput.WriteRow(output, "weight_layers", "mean", "second_moment", "ratio", "log_mean", "log_second_moment", "log_ratio", "relative_deviation", "dead_layer_probability", "status");
        foreach (TangentKernelMoments moments in answer.Moments!)
        {
            CsvOutput.WriteRow(output, moments.WeightLayers, moments.Mean, moments.SecondMoment, moments.Ratio, moments.LogMean, moments.LogSecondMoment, moments.LogRatio, moments.RelativeDeviation, moments.DeadLayerProbability, moments.Status.Name);
        }
    }

    /// <summary>The network in one line.</summary>
    public static string Describe(DispersionRequest request)
    {
        int[] widths = request.Widths;
        string shown = widths.Length <= MostWidths
            ? string.Join(", ", widths)
            : string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", widths[..4])}, ..., {widths[^2]}, {widths[^1]} ({widths.Length - 2} hidden layers)");
        string parameterization = request.Parameterization == Parameterization.Ntk ? "NTK" : "standard";
        string gradients = request.BiasGradient.Sign == 0 ? "gradients of the weights alone" : $"bias gradients count {request.BiasGradient}";
        return $"{request.Activation.Name}, widths {shown}, weight variance {request.WeightVariance}, bias variance {request.BiasVariance}, {parameterization} parameterization, {gradients}";
    }

    private static (string Label, string? Value)[] Exact(TangentKernelMoments moments, DispersionAnswer answer) =>
    [
        ("E[Theta]", Moment(answer.Fractions?.Mean, moments.Mean, moments.LogMean)),
        ("E[Theta^2]", Moment(answer.Fractions?.SecondMoment, moments.SecondMoment, moments.LogSecondMoment)),
        ("E[Theta^2]/E[Theta]^2", Moment(answer.Fractions?.Ratio, moments.Ratio, moments.LogRatio)),
        ("its limit", answer.Limit is { } limit ? Limit(limit) : null),
        ("sd(Theta)/E[Theta]", NumberText.Rounded(moments.RelativeDeviation, Digits)),
        ("a layer is dead", moments.DeadLayerProbability > 0 && answer.Request.BiasGradient.Sign > 0
            ? $"with probability {NumberText.Error(moments.DeadLayerProbability)}, which is taken into account with phi'(0) = {NumberText.Exact(answer.Request.Activation.EvaluateDerivative(0))}"
            : null),
    ];

    private static string Limit(DispersionLimit limit) =>
        $"{Moment(null, limit.Ratio, limit.LogRatio)} for depth/width -> {NumberText.Rounded(limit.DepthToWidth, Digits)}{(limit.Phase is { } phase ? $", {Word.Plain(phase)}" : ", in every phase")}";

    // A fraction where it is short, decimals beside it where it is none itself; a power of e where doubles end.
    private static string Moment(Rational? fraction, double value, double logarithm)
    {
        string decimals = double.IsFinite(value) ? NumberText.Rounded(fraction?.ToDouble() ?? value, Digits) : $"e^{NumberText.Rounded(logarithm, Digits)}";
        string? text = fraction?.ToString();
        return text is null || text.Length > LongestFraction ? decimals
            : text.Contains('/', StringComparison.Ordinal) ? $"{text} = {decimals}"
            : text;
    }

    private static (string Label, string? Value)[] FirstOrder(FirstOrderLayer output) =>
    [
        ("E[Theta]", Sum(output.Ntk, output.NtkShift, output.WidthBelow)),
        ("Var(Theta)/Theta^2", $"{NumberText.Rounded(output.NtkRelativeVariance, Digits)} = (A + 2 B)/(n Theta^2)"),
        ("E[f^2]", Sum(output.Nngp, output.NngpShift, output.WidthBelow)),
        ("Var(metric)/K^2", $"{NumberText.Rounded(output.NngpRelativeVariance, Digits)} = V/(n K^2)"),
    ];

    private static string Sum(double leading, double shift, int width)
    {
        string sum = NumberText.Rounded(leading + (shift / width), Digits);
        return shift == 0 ? sum : string.Create(
            CultureInfo.InvariantCulture,
            $"{sum} = {NumberText.Rounded(leading, Digits)} {(shift < 0 ? '-' : '+')} {NumberText.Rounded(Math.Abs(shift), Digits)}/{width}");
    }

    private static void WriteLayers(CommandHost host, IReadOnlyList<FirstOrderLayer> layers)
    {
        host.Output.WriteLine();
        host.Output.WriteLine(layers.Count <= MostLayers ? "By layers:" : $"The last {MostLayers} layers:");
        TextOutput.WriteTable(
            host,
            ["layer", "n", "K", "Theta", "K1", "Theta1", "V", "D", "F", "A", "B"],
            layers.Skip(layers.Count - MostLayers).Select(layer => (string[])
            [
                layer.Layer.ToString(CultureInfo.InvariantCulture),
                layer.WidthBelow.ToString(CultureInfo.InvariantCulture),
                .. new[] { layer.Nngp, layer.Ntk, layer.NngpShift, layer.NtkShift, layer.V, layer.D, layer.F, layer.A, layer.B }.Select(value => NumberText.Rounded(value)),
            ]));
    }
}
