using System.CommandLine;
using NtkAnalytic.Networks;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that describe a network, alike in every verb.</summary>
internal sealed class NetworkOptions
{
    private readonly Setting<int> _hiddenLayers = new(
        "--hidden-layers", "L", "The number of nonlinearities; there are L + 1 weight layers.", Read.WholeNumber, "3");

    private readonly Setting<double[]> _weightVariance = new(
        "--weight-variance", "V", "sigma_w^2: one for all weight layers, or L + 1 of them with commas.", Read.List(Read.Number), "2");

    private readonly Setting<double[]> _biasVariance = new(
        "--bias-variance", "V", "sigma_b^2: one for all weight layers, or L + 1 of them with commas.", Read.List(Read.Number), "0");

    private readonly Setting<int[]> _width = new(
        "--width", "N", "Hidden width, which the standard parameterization needs: one for all, or L of them with commas.", Read.List(Read.WholeNumber), "512");

    private readonly Setting<Parameterization> _parameterization = new(
        "--parameterization",
        "ntk|standard",
        "Where the variances stand. Under 'standard' the NTK grows with the widths; its leading order is given.",
        Read.Choice(("ntk", Parameterization.Ntk), ("standard", Parameterization.Standard)),
        "ntk");

    private readonly Setting<Architecture> _architecture = new(
        "--architecture",
        "fully-connected|residual|scaled-residual",
        "How the layers are joined.",
        Read.Choice(
            ("fully-connected", Architecture.FullyConnected),
            ("residual", Architecture.Residual),
            ("scaled-residual", Architecture.ScaledResidual)),
        "fully-connected");

    private readonly Setting<double?> _biasGradients = new(
        "--bias-gradients",
        "FACTOR",
        "What the bias gradients of a layer add to the NTK; by default sigma_b^2, or 1 in the standard parameterization.",
        text => Read.Number(text));

    /// <summary>Which activation; the only one of these options that the verb <c>dual</c> has.</summary>
    public static Setting<string> Activation() => new(
        "--activation", "NAME", "A name that 'ntk activations' lists, with its parameters if any: 'leaky-relu(0.1)'.", Read.Text, "relu");

    private readonly Setting<string> _activation = Activation();

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _activation.AddTo(command);
        _hiddenLayers.AddTo(command);
        _weightVariance.AddTo(command);
        _biasVariance.AddTo(command);
        _width.AddTo(command);
        _parameterization.AddTo(command);
        _architecture.AddTo(command);
        _biasGradients.AddTo(command);
    }

    /// <summary>The network that was described.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">A number is out of range, or the activation is unknown.</exception>
    public Network Get(ParseResult parse)
    {
        Network network = new Network(NtkAnalytic.Activation.Parse(_activation.Get(parse)!), _hiddenLayers.Get(parse))
            .WithWeightVariances(_weightVariance.Get(parse)!)
            .WithBiasVariances(_biasVariance.Get(parse)!)
            .WithArchitecture(_architecture.Get(parse));
        if (_parameterization.Get(parse) == Parameterization.Standard)
        {
            network = network.WithStandardParameterization(_width.Get(parse)!);
        }

        return _biasGradients.Get(parse) is { } factor ? network.WithBiasGradientFactor(factor) : network;
    }

    /// <summary>Options that were typed but change nothing, in a sentence; null when there are none.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The sentence.</returns>
    public string? Ignored(ParseResult parse) =>
        _width.IsGiven(parse) && _parameterization.Get(parse) == Parameterization.Ntk
            ? "--width changes nothing here: in the NTK parameterization the kernel is a limit"
            : null;
}
