using System.CommandLine;
using NtkAnalytic.Cli.Files;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.DepthLimits;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;

namespace NtkAnalytic.Cli.Commands;

/// <summary>The side of <c>ntk depth</c> that follows two inputs of one norm.</summary>
internal sealed class DepthOfPair(CommandHost host)
{
    private readonly CorrelationOptions _correlation = new("the two inputs, the cosine of the angle between them", "0");

    private readonly Setting<double> _variance = new(
        "--variance", "Q", "|x|^2 / n_0 of both inputs.", PositiveVariance, "1");

    private readonly Setting<int?> _inputDimension = new(
        "--input-dimension", "N", "n_0, which the standard parameterization needs; by default the width.", text => Dimension(text));

    /// <summary>Offers the options that describe the pair.</summary>
    public void AddTo(Command command)
    {
        _correlation.AddTo(command);
        _variance.AddTo(command);
        _inputDimension.AddTo(command);
    }

    /// <summary>The names of those that were typed.</summary>
    public IEnumerable<string> Given(ParseResult parse) =>
        [.. _correlation.Given(parse), .. _variance.NameIfGiven(parse), .. _inputDimension.NameIfGiven(parse)];

    /// <summary>Answers.</summary>
    public int Run(ParseResult parse, DepthRequest request)
    {
        Network network = request.Network;
        double variance = _variance.Get(parse);
        GaussianPair inputs = _correlation.Get(parse, variance, variance);
        int? dimension = _inputDimension.Get(parse);
        using PictureFile? picture = PictureFile.Create(request.Svg);
        DepthAsymptotics asymptotics = DepthAsymptotics.Of(network, request.StartVariance(variance));
        int[] depths = request.DepthsWithPicture(DepthPicture.DepthsPerDecade);
        int inputDimension = dimension ?? (network.Parameterization == Parameterization.Standard ? (int)network.WeightGradient(2, 1) : 1);
        IReadOnlyList<DepthPoint> points = ProgressDisplay.Run(
            host,
            display => display.Stage(
                "layers",
                progress => DepthRecursion.Run(network, inputs, depths, new KernelOptions { CancellationToken = host.CancellationToken, Progress = progress }, inputDimension)));
        picture?.Write(DepthPicture.Draw(network, asymptotics, points));
        DepthPoint[] shown = [.. points.Where(point => request.Depths.Contains(point.HiddenLayers))];
        Write(request.Format, DepthDocument.Of(network, inputs, asymptotics, shown, picture?.Path), asymptotics, shown);
        Note(parse, network, inputDimension);
        return shown.All(point => point.Status.IsSuccess) && asymptotics.Phase.Status.IsSuccess ? ExitCode.Done : ExitCode.NotConverged;
    }

    private static int Dimension(string text) => Read.WholeNumber(text) is >= 1 and var dimension
        ? dimension
        : throw new FormatException($"'{text}' is not a number of inputs, which is at least 1");

    private static double PositiveVariance(string text) => Read.Variance(text) is > 0 and var variance
        ? variance
        : throw new FormatException("an input of norm 0 has no angle to another; the variance must be positive");

    private void Write(OutputFormat format, DepthDocument document, DepthAsymptotics asymptotics, IReadOnlyList<DepthPoint> points)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonOutput.Write(host.Output, document);
                break;
            case OutputFormat.Csv:
                DepthText.WriteCsv(host.Output, document);
                break;
            default:
                DepthText.Write(host, document, asymptotics, points);
                break;
        }
    }

    private void Note(ParseResult parse, Network network, int inputDimension)
    {
        if (network.Parameterization == Parameterization.Standard)
        {
            host.Note($"n_0 = {inputDimension}");
        }
        else if (_inputDimension.IsGiven(parse))
        {
            host.Note("--input-dimension changes nothing here: in the NTK parameterization n_0 does not matter");
        }
    }
}
