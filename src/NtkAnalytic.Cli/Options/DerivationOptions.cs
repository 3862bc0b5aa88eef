using System.CommandLine;
using NtkAnalytic.Networks;
using NtkAnalytic.Symbolics;

namespace NtkAnalytic.Cli.Options;

/// <summary>What to derive, and for which network. Variances and widths are numbers, or symbols that stay in the formulas.</summary>
internal sealed class DerivationOptions
{
    private readonly Setting<DerivationPart> _show = new(
        "--show",
        "summary|dual|expansion|recursion|finite-width",
        "What to derive.",
        Options.Read.Choice(
            ("summary", DerivationPart.Summary),
            ("dual", DerivationPart.Dual),
            ("expansion", DerivationPart.Expansion),
            ("recursion", DerivationPart.Recursion),
            ("finite-width", DerivationPart.FiniteWidth)),
        "summary");

    private readonly Setting<int?> _hiddenLayers = new(
        "--hidden-layers", "L", "recursion: the kernels of the output after L nonlinearities, instead of one step.", text => Options.Read.WholeNumber(text));

    private readonly Setting<Formula?> _weightVariance = new(
        "--weight-variance", "V", "recursion, finite-width: sigma_w^2, a number or a formula; the symbol where it is left out.", Variance);

    private readonly Setting<Formula?> _biasVariance = new(
        "--bias-variance", "V", "recursion: sigma_b^2, a number or a formula; the symbol where it is left out.", Variance);

    private readonly Setting<Parameterization> _parameterization = NetworkOptions.ParameterizationSetting(
        "recursion, finite-width: where the variances stand. Under 'standard' the widths stay in the NTK.");

    private readonly Setting<Architecture> _architecture = NetworkOptions.ArchitectureSetting("recursion: how the layers are joined.");

    private readonly Setting<Formula[]> _widths = new(
        "--widths", "N0,N1,...", "finite-width: inputs, hidden widths and outputs, numbers or symbols.", Options.Read.List(Width), "n0,n1,n2,1");

    private readonly Setting<Formula?> _normSquared = new(
        "--norm-squared", "V", "finite-width: |x|^2 of the input, a number or a formula.", Variance, "1");

    /// <summary>What to derive.</summary>
    /// <param name="parse">The command line.</param>
    /// <returns>The part.</returns>
    public DerivationPart Part(ParseResult parse) => _show.Get(parse);

    /// <summary>Offers the options in a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _show.AddTo(command);
        _hiddenLayers.AddTo(command);
        _weightVariance.AddTo(command);
        _biasVariance.AddTo(command);
        _parameterization.AddTo(command);
        _architecture.AddTo(command);
        _widths.AddTo(command);
        _normSquared.AddTo(command);
    }

    /// <summary>Derives what was asked for.</summary>
    /// <param name="activation">The activation.</param>
    /// <param name="parse">The command line.</param>
    /// <param name="cancellationToken">Ends a derivation that takes too long.</param>
    /// <returns>The statements.</returns>
    /// <exception cref="UsageException">An option was given that has no part in it, or has a value out of range.</exception>
    public IReadOnlyList<DerivedLine> Derive(ActivationFormula activation, ParseResult parse, CancellationToken cancellationToken)
    {
        DerivationPart part = _show.Get(parse);
        CheckUse(part, parse);
        KernelDerivation derivation = activation.Derive(cancellationToken);
        return part switch
        {
            DerivationPart.Dual => derivation.Duals(),
            DerivationPart.Expansion => derivation.Expansions(),
            DerivationPart.Recursion => Recursion(derivation, parse),
            DerivationPart.FiniteWidth => FiniteWidth(derivation, parse),
            _ => derivation.Summary(),
        };
    }

    private IReadOnlyList<DerivedLine> Recursion(KernelDerivation derivation, ParseResult parse)
    {
        Architecture architecture = _architecture.Get(parse);
        Parameterization parameterization = _parameterization.Get(parse);
        Formula? weight = _weightVariance.Get(parse);
        Formula? bias = _biasVariance.Get(parse);
        return _hiddenLayers.Get(parse) switch
        {
            null => derivation.Recursion(architecture, parameterization, weight, bias),
            < 0 => throw new UsageException($"{_hiddenLayers.Name}: the number of hidden layers is not negative"),
            { } layers => derivation.Unrolled(layers, architecture, parameterization, weight, bias),
        };
    }

    private IReadOnlyList<DerivedLine> FiniteWidth(KernelDerivation derivation, ParseResult parse)
    {
        Formula[] widths = _widths.Get(parse)!;
        return widths.Length < 2
            ? throw new UsageException($"{_widths.Name}: a network has at least two widths, that of the input and that of the output")
            : derivation.FiniteWidth(widths, _parameterization.Get(parse), _weightVariance.Get(parse), _normSquared.Get(parse));
    }

    private void CheckUse(DerivationPart part, ParseResult parse)
    {
        Refuse(part is DerivationPart.Recursion, "--show recursion", [.. _hiddenLayers.NameIfGiven(parse), .. _biasVariance.NameIfGiven(parse), .. _architecture.NameIfGiven(parse)]);
        Refuse(part is DerivationPart.FiniteWidth, "--show finite-width", [.. _widths.NameIfGiven(parse), .. _normSquared.NameIfGiven(parse)]);
        Refuse(
            part is DerivationPart.Recursion or DerivationPart.FiniteWidth,
            "--show recursion or --show finite-width",
            [.. _weightVariance.NameIfGiven(parse), .. _parameterization.NameIfGiven(parse)]);
    }

    private static void Refuse(bool isUsed, string needed, IReadOnlyList<string> given)
    {
        if (!isUsed && given.Count > 0)
        {
            throw new UsageException($"{given[0]} has no part in what is shown; it needs {needed}");
        }
    }

    private static Formula Read(string text)
    {
        try
        {
            return Formula.Parse(text);
        }
        catch (FormulaSyntaxException problem)
        {
            throw new FormatException(problem.Message, problem);
        }
    }

    private static Formula Variance(string text)
    {
        Formula variance = Read(text);
        return NumberOf(variance) is null or >= 0 ? variance : throw new FormatException($"'{text}' is not a number from 0 on");
    }

    // Null for what holds symbols.
    private static double? NumberOf(Formula formula) =>
        formula.Symbols.Count > 0 ? null : formula.Evaluate(new Dictionary<string, double>(StringComparer.Ordinal));

    private static Formula Width(string text)
    {
        Formula width = Read(text);
        double? number = NumberOf(width);
        return number is null || (number >= 1 && number == Math.Floor(number.Value)) ? width : throw new FormatException($"'{text}' is no width: a positive whole number, or a symbol such as n1");
    }
}

/// <summary>What <c>ntk derive</c> shows.</summary>
internal enum DerivationPart
{
    /// <summary>Duals, maps, the expansion at c = 1, the edge of chaos.</summary>
    Summary,

    /// <summary>Duals and second moments.</summary>
    Dual,

    /// <summary>Expansions, and the decay over the depth.</summary>
    Expansion,

    /// <summary>The NNGP and NTK recursion.</summary>
    Recursion,

    /// <summary>Moments of the tangent kernel at finite width.</summary>
    FiniteWidth,
}
