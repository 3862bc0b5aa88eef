using System.CommandLine;
using NtkAnalytic.Networks;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that describe a network, alike in every verb.</summary>
internal sealed class NetworkOptions
{
    private readonly bool _manyDepths;
    private readonly Setting<int> _hiddenLayers;
    private readonly Setting<double[]> _weightVariance;
    private readonly Setting<double[]> _biasVariance;
    private readonly Setting<int[]> _width;

    private readonly Setting<Parameterization> _parameterization = ParameterizationSetting(
        "Where the variances stand. Under 'standard' the NTK grows with the widths; its leading order is given.");

    private readonly Setting<Architecture> _architecture = ArchitectureSetting("How the layers are joined.");

    private readonly Setting<double?> _biasGradients = new(
        "--bias-gradients",
        "FACTOR",
        "What the bias gradients of a layer add to the NTK; by default sigma_b^2, or 1 in the standard parameterization.",
        text => Read.Number(text));

    /// <summary>The options of one network, or of one for each of many depths.</summary>
    /// <param name="manyDepths">True when the verb has depths of its own: then all layers are alike.</param>
    /// <param name="finiteWidth">The width by default where networks are of finite width; null where they are not.</param>
    public NetworkOptions(bool manyDepths = false, string? finiteWidth = null)
    {
        _manyDepths = manyDepths;
        string eachVariance = manyDepths ? "." : ": one for all weight layers, or L + 1 of them with commas.";
        string eachWidth = manyDepths ? "." : ": one for all, or L of them with commas.";
        _hiddenLayers = new("--hidden-layers", "L", "The number of nonlinearities; there are L + 1 weight layers.", Read.WholeNumber, "3");
        Func<string, double> variance = manyDepths ? Read.Variance : Read.Number;
        _weightVariance = new("--weight-variance", "V", "sigma_w^2" + eachVariance, One(variance), "2");
        _biasVariance = new("--bias-variance", "V", "sigma_b^2" + eachVariance, One(variance), "0");
        string needed = finiteWidth is null ? ", which the standard parameterization needs" : "";
        _width = new("--width", "N", "Hidden width" + needed + eachWidth, One(Read.WholeNumber), finiteWidth ?? "512");

        Func<string, T[]> One<T>(Func<string, T> read) => manyDepths ? text => [read(text)] : Read.List(read);
    }

    /// <summary>Which activation; verbs that need no network have this option alone.</summary>
    public static Setting<Activation> Activation() => new(
        "--activation",
        "NAME|FORMULA",
        "A name that 'ntk activations' lists, with its parameters if any: 'leaky-relu(0.1)'; or a formula in x: 'max(0,x) + sin(x)/2'.",
        text => ActivationReader.Read(Read.Text(text)),
        "relu");

    /// <summary>The parameterization, with what it means for a verb.</summary>
    /// <param name="description">What it does there.</param>
    public static Setting<Parameterization> ParameterizationSetting(string description) => new(
        "--parameterization",
        "ntk|standard",
        description,
        Read.Choice(("ntk", Parameterization.Ntk), ("standard", Parameterization.Standard)),
        "ntk");

    /// <summary>The architecture, with what it means for a verb.</summary>
    /// <param name="description">What it does there.</param>
    public static Setting<Architecture> ArchitectureSetting(string description) => new(
        "--architecture",
        "fully-connected|residual|scaled-residual",
        description,
        Read.Choice(
            ("fully-connected", Architecture.FullyConnected),
            ("residual", Architecture.Residual),
            ("scaled-residual", Architecture.ScaledResidual)),
        "fully-connected");

    private readonly Setting<Activation> _activation = Activation();

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _activation.AddTo(command);
        if (!_manyDepths)
        {
            _hiddenLayers.AddTo(command);
        }

        _weightVariance.AddTo(command);
        _biasVariance.AddTo(command);
        _width.AddTo(command);
        _parameterization.AddTo(command);
        _architecture.AddTo(command);
        _biasGradients.AddTo(command);
    }

    /// <summary>The network that was described, with one hidden layer where the verb has depths of its own.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The network.</returns>
    /// <exception cref="ArgumentException">A number is out of range, or the activation is unknown.</exception>
    public Network Get(ParseResult parse) => Get(parse, null);

    /// <summary>The network that was described, with another activation in the place of its own.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="replace">What takes the place of the activation that was typed; null for itself.</param>
    /// <returns>The network.</returns>
    /// <inheritdoc cref="Get(ParseResult)" path="/exception"/>
    public Network Get(ParseResult parse, Func<Activation, Activation>? replace)
    {
        Activation activation = _activation.Get(parse)!;
        Network network = new Network(replace is null ? activation : replace(activation), _manyDepths ? 1 : _hiddenLayers.Get(parse))
            .WithWeightVariances(_weightVariance.Get(parse)!)
            .WithBiasVariances(_biasVariance.Get(parse)!)
            .WithArchitecture(_architecture.Get(parse));
        if (_parameterization.Get(parse) == Parameterization.Standard)
        {
            network = network.WithStandardParameterization(_width.Get(parse)!);
        }

        return _biasGradients.Get(parse) is { } factor ? network.WithBiasGradientFactor(factor) : network;
    }

    /// <summary>The hidden widths that were typed: one for all layers, or one for each.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The widths; none without hidden layers.</returns>
    public int[] Widths(ParseResult parse) =>
        _hiddenLayers.Get(parse) == 0 && !_width.IsGiven(parse) ? [] : _width.Get(parse)!;

    /// <summary>True when a width was typed.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>Whether it was.</returns>
    public bool IsWidthGiven(ParseResult parse) => _width.IsGiven(parse);

    /// <summary>Options that were typed but change nothing, in a sentence; null when there are none.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The sentence.</returns>
    public string? Ignored(ParseResult parse) =>
        _width.IsGiven(parse) && _parameterization.Get(parse) == Parameterization.Ntk
            ? "--width changes nothing here: in the NTK parameterization the kernel is a limit"
            : null;
}
