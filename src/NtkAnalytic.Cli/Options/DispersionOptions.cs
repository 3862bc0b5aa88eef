using System.CommandLine;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Cli.Options;

/// <summary>The options that describe a network of finite widths and one input.</summary>
internal sealed class DispersionOptions
{
    // So many layers take some seconds.
    private const int DeepestNetwork = 1_000_000;

    private readonly Setting<Activation> _activation = NetworkOptions.Activation();

    private readonly Setting<int[]> _widths = new(
        "--widths", "N0,N1,...,1", "The widths of the input, of the hidden layers and of the output (one output is looked at), instead of the three options below.", Read.List(Width));

    private readonly Setting<int> _inputs = new("--inputs", "N", "n_0, the dimension of the input; by default that of the hidden layers.", Width);
    private readonly Setting<int> _width = new("--width", "N", "The width of every hidden layer.", Width, "512");
    private readonly Setting<int> _hiddenLayers = new("--hidden-layers", "L", "The number of hidden layers; there are L + 1 weight layers.", Read.WholeNumber, "3");

    private readonly Setting<Rational> _weightVariance = new(
        "--weight-variance", "V", "sigma_w^2 of every layer, a decimal or a fraction: 1.2, 3/2.", Variance, "2");

    private readonly Setting<Rational> _biasVariance = new(
        "--bias-variance", "V", "sigma_b^2 of every layer; above 0 the moments are of first order in 1/width.", Variance, "0");

    private readonly Setting<Parameterization> _parameterization = NetworkOptions.ParameterizationSetting("Where the variances stand.");

    private readonly Option<string?> _biasGradients = new("--bias-gradients")
    {
        Description = "Gradients of the biases count in the kernel, also of biases that are 0: by FACTOR, or by 1 where none is given. By default they count where the bias variance is above 0, by sigma_b^2 (ntk) or 1 (standard).",
        HelpName = "FACTOR",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Setting<Rational> _normSquared = new("--norm-squared", "V", "|x|^2 of the input, a decimal or a fraction.", Fraction, "1");

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _activation.AddTo(command);
        _widths.AddTo(command);
        _inputs.AddTo(command);
        _width.AddTo(command);
        _hiddenLayers.AddTo(command);
        _weightVariance.AddTo(command);
        _biasVariance.AddTo(command);
        _parameterization.AddTo(command);
        command.Options.Add(_biasGradients);
        _normSquared.AddTo(command);
    }

    /// <summary>What was described.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The network and the input.</returns>
    /// <exception cref="UsageException">A value is wrong, or options contradict each other.</exception>
    public DispersionRequest Get(ParseResult parse)
    {
        Parameterization parameterization = _parameterization.Get(parse);
        Rational biasVariance = _biasVariance.Get(parse);
        Rational own = biasVariance.Sign == 0 ? 0 : parameterization == Parameterization.Ntk ? biasVariance : 1;
        return new DispersionRequest(
            _activation.Get(parse)!,
            Widths(parse),
            _weightVariance.Get(parse),
            biasVariance,
            parameterization,
            BiasGradient(parse) ?? own,
            _normSquared.Get(parse));
    }

    private int[] Widths(ParseResult parse)
    {
        if (_widths.Get(parse) is { } widths)
        {
            string[] others = [.. _inputs.NameIfGiven(parse), .. _width.NameIfGiven(parse), .. _hiddenLayers.NameIfGiven(parse)];
            return others.Length == 0
                ? widths
                : throw new UsageException($"{others[0]} does not go with {_widths.Name}, which has all widths");
        }

        int hiddenLayers = _hiddenLayers.Get(parse);
        if (hiddenLayers is < 0 or > DeepestNetwork)
        {
            throw new UsageException($"{_hiddenLayers.Name}: '{hiddenLayers}' is not between 0, the linear model, and {DeepestNetwork}");
        }

        int width = _width.Get(parse);
        int inputs = _inputs.IsGiven(parse) ? _inputs.Get(parse) : width;
        return [inputs, .. Enumerable.Repeat(width, hiddenLayers), 1];
    }

    private Rational? BiasGradient(ParseResult parse)
    {
        if (parse.GetResult(_biasGradients) is not { Implicit: false })
        {
            return null;
        }

        try
        {
            return parse.GetValue(_biasGradients) is { } text ? Fraction(text) : 1;
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{_biasGradients.Name}: {exception.Message}");
        }
    }

    private static int Width(string text) =>
        Read.WholeNumber(text) is >= 1 and var width ? width : throw new FormatException($"'{text}' is not a width, which is at least 1");

    private static Rational Fraction(string text) => Rational.Parse(text);

    private static Rational Variance(string text) =>
        Rational.Parse(text) is { Sign: >= 0 } value ? value : throw new FormatException($"'{text}' is negative, but a variance is not");
}

/// <summary>A network of finite widths and one input.</summary>
/// <param name="Activation">phi.</param>
/// <param name="Widths">n_0, ..., n_D.</param>
/// <param name="WeightVariance">sigma_w^2.</param>
/// <param name="BiasVariance">sigma_b^2.</param>
/// <param name="Parameterization">Where the variances stand.</param>
/// <param name="BiasGradient">What bias gradients count in the kernel.</param>
/// <param name="NormSquared">|x|^2.</param>
internal sealed record DispersionRequest(
    Activation Activation,
    int[] Widths,
    Rational WeightVariance,
    Rational BiasVariance,
    Parameterization Parameterization,
    Rational BiasGradient,
    Rational NormSquared)
{
    /// <summary>True when the moments are known exactly: two slopes, biases of 0.</summary>
    public bool IsExact => FiniteWidth.TwoSlopeNetwork.Supports(Activation) && BiasVariance.Sign == 0;
}
