using System.CommandLine;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Commands;

/// <summary><c>ntk depth</c>: the kernels of one pair of inputs, or the NTK matrix of data, against depth, with their limits.</summary>
internal sealed class DepthCommand
{
    private readonly CommandHost _host;
    private readonly NetworkOptions _network = new(manyDepths: true);

    private readonly Setting<int[]> _hiddenLayers = new(
        "--hidden-layers", "L,L,...", "The depths to report, in any order; 0 is the linear model.", Read.List(Depth), "1,3,10,30,100,300,1000");

    private readonly DepthOfPair _pair;
    private readonly DepthOfData _data;
    private readonly Setting<string> _svg = SvgOption.Create("Draws 1 - c and the normalised NTK against depth, with their asymptotes; with --data the condition number, with its limit.");
    private readonly Setting<OutputFormat> _format = FormatOption.Create();

    private DepthCommand(CommandHost host)
    {
        _host = host;
        _pair = new DepthOfPair(host);
        _data = new DepthOfData(host);
    }

    public static Verb Create(CommandHost host)
    {
        DepthCommand command = new(host);
        Verb verb = new(
            "depth",
            "Follows two inputs through the layers: 1 - c, chi, NNGP, NTK, average and normalised NTK by depth, with limits, rates and leading coefficients. With --data it follows the NTK matrix of all rows or of --train-rows: eigenvalues, condition number and its limit; with --test-rows also what the prediction for these becomes.",
            "ntk depth --activation relu --correlation 0.5",
            "ntk depth --activation tanh --weight-variance 1.760954639606739 --bias-variance 0.05 --hidden-layers 10,100,1000,10000 --svg tanh-depth.svg",
            "ntk depth --activation relu --architecture residual --one-minus-correlation 1e-6",
            "ntk depth --activation relu --data docs/samples/digits.csv --train-rows 0:64 --scale unit --hidden-layers 10,100,1000",
            "ntk depth --activation relu --data docs/samples/digits.csv --train-rows 0:5 --test-rows 1000:1003 --scale unit");
        command._network.AddTo(verb);
        command._hiddenLayers.AddTo(verb);
        command._pair.AddTo(verb);
        command._data.AddTo(verb);
        command._svg.AddTo(verb);
        command._format.AddTo(verb);
        verb.SetAction(command.Execute);
        return verb;
    }

    private static int Depth(string text) => Read.WholeNumber(text) is >= 0 and var depth
        ? depth
        : throw new FormatException($"'{text}' is negative, but the smallest depth is 0, the linear model");

    private int Execute(ParseResult parse)
    {
        bool hasData = _data.IsGiven(parse);
        if ((hasData ? _pair.Given(parse) : _data.Details(parse)).FirstOrDefault() is { } stray)
        {
            throw new UsageException(hasData
                ? $"{stray} does not go with --data: it describes a pair of inputs"
                : $"{stray} needs --data, the file that it is about");
        }

        DepthRequest request = new(
            _network.Get(parse),
            [.. _hiddenLayers.Get(parse)!.Distinct().Order()],
            _svg.Get(parse),
            _format.Get(parse));
        int code = hasData ? _data.Run(parse, request) : _pair.Run(parse, request);
        if (_network.Ignored(parse) is { } ignored)
        {
            _host.Note(ignored);
        }

        return code;
    }
}
