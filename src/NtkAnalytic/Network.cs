using NtkAnalytic.Networks;

namespace NtkAnalytic;

/// <summary>
/// The description of a network of infinite width: L hidden layers (nonlinearities), hence L + 1 weight layers
/// z^1 = (sigma_w / sqrt(n_0)) W^1 x + sigma_b b^1, then as its <see cref="Architecture"/> says; the kernels are those of a
/// component of z^(L+1). Immutable.
/// </summary>
public sealed class Network : IEquatable<Network>
{
    // One entry for all layers, or L + 1 of them.
    private readonly double[] _weightVariances;
    private readonly double[] _biasVariances;

    // Hidden widths n_1..n_L: none, one for all, or L of them.
    private readonly double[] _widths;

    /// <summary>A fully connected network in the NTK parameterization.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="hiddenLayers">L &gt;= 0; 0 is the linear model.</param>
    /// <param name="weightVariance">sigma_w^2 of every layer, the first and the last included; finite and not negative.</param>
    /// <param name="biasVariance">sigma_b^2 of every layer; finite and not negative.</param>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public Network(Activation activation, int hiddenLayers, double weightVariance = 2, double biasVariance = 0)
        : this(
            activation,
            hiddenLayers,
            [weightVariance],
            [biasVariance],
            Architecture.FullyConnected,
            Parameterization.Ntk,
            [],
            null)
    {
    }

    private Network(
        Activation activation,
        int hiddenLayers,
        double[] weightVariances,
        double[] biasVariances,
        Architecture architecture,
        Parameterization parameterization,
        double[] widths,
        double? biasGradientFactor)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (hiddenLayers < 0)
        {
            throw new ArgumentException($"The number of hidden layers must not be negative, but it is {hiddenLayers}.", nameof(hiddenLayers));
        }

        CheckPerLayer(weightVariances, hiddenLayers + 1, "weight variance");
        CheckPerLayer(biasVariances, hiddenLayers + 1, "bias variance");
        if (widths.Length is not (0 or 1) && widths.Length != hiddenLayers)
        {
            throw new ArgumentException($"{hiddenLayers} hidden layers take one width for all or {hiddenLayers} of them, but {widths.Length} were given.", nameof(widths));
        }

        foreach (double width in widths)
        {
            if (!(width >= 1) || width != Math.Floor(width))
            {
                throw new ArgumentException($"A width must be a whole number of at least 1, but it is {width:R}.", nameof(widths));
            }
        }

        if (biasGradientFactor is { } factor && (!(factor >= 0) || double.IsInfinity(factor)))
        {
            throw new ArgumentException($"The bias gradient factor must be finite and not negative, but it is {factor:R}.", nameof(biasGradientFactor));
        }

        Activation = activation;
        HiddenLayers = hiddenLayers;
        _weightVariances = weightVariances;
        _biasVariances = biasVariances;
        Architecture = architecture;
        Parameterization = parameterization;
        _widths = widths;
        BiasGradientFactor = biasGradientFactor;
    }

    /// <summary>phi.</summary>
    public Activation Activation { get; }

    /// <summary>L, the number of nonlinearities.</summary>
    public int HiddenLayers { get; }

    /// <summary>How the layers are joined.</summary>
    public Architecture Architecture { get; }

    /// <summary>Where the variances stand.</summary>
    public Parameterization Parameterization { get; }

    /// <summary>
    /// What a bias gradient adds to the NTK at each layer; null for the parameterization's own value, which is sigma_b^2 under
    /// <see cref="Parameterization.Ntk"/> and 1 under <see cref="Parameterization.Standard"/>.
    /// </summary>
    public double? BiasGradientFactor { get; }

    /// <summary>True when some layer has sigma_b^2 &gt; 0.</summary>
    public bool HasBias => Array.Exists(_biasVariances, variance => variance > 0);

    /// <summary>True when hidden widths are given, which the NTK of the standard parameterization needs.</summary>
    internal bool HasWidths => _widths.Length > 0;

    /// <summary>sigma_w^2 of a weight layer.</summary>
    /// <param name="layer">1..L + 1.</param>
    /// <returns>The variance.</returns>
    public double WeightVariance(int layer) => Pick(_weightVariances, layer);

    /// <summary>sigma_b^2 of a weight layer.</summary>
    /// <param name="layer">1..L + 1.</param>
    /// <returns>The variance.</returns>
    public double BiasVariance(int layer) => Pick(_biasVariances, layer);

    /// <summary>What the bias gradients of a weight layer add to the NTK.</summary>
    /// <param name="layer">1..L + 1.</param>
    /// <returns>The addend.</returns>
    public double BiasGradient(int layer) =>
        BiasGradientFactor ?? (Parameterization == Parameterization.Ntk ? BiasVariance(layer) : 1);

    /// <summary>
    /// What the weight gradients of a weight layer add to the NTK, for each unit of (1/n) x.x': sigma_w^2 under
    /// <see cref="Parameterization.Ntk"/>, the width n below the layer under <see cref="Parameterization.Standard"/>.
    /// </summary>
    /// <param name="layer">1..L + 1.</param>
    /// <param name="inputDimension">n_0.</param>
    /// <returns>The factor.</returns>
    /// <exception cref="ArgumentException">The standard parameterization needs a width that the network does not have.</exception>
    public double WeightGradient(int layer, int inputDimension)
    {
        if (Parameterization == Parameterization.Ntk)
        {
            return WeightVariance(layer);
        }

        if (layer == 1)
        {
            return inputDimension;
        }

        return _widths.Length switch
        {
            0 => throw new ArgumentException("Under the standard parameterization the NTK grows with the widths: give a width."),
            1 => _widths[0],
            _ => _widths[layer - 2],
        };
    }

    /// <summary>The same network with other joints.</summary>
    /// <param name="architecture">How the layers are joined.</param>
    /// <returns>The new description.</returns>
    public Network WithArchitecture(Architecture architecture) => Copy(architecture: architecture);

    /// <summary>The same network with another number of hidden layers; per-layer numbers must still fit.</summary>
    /// <param name="hiddenLayers">L &gt;= 0.</param>
    /// <returns>The new description.</returns>
    public Network WithHiddenLayers(int hiddenLayers) => Copy(hiddenLayers: hiddenLayers);

    /// <summary>The same network in the NTK parameterization.</summary>
    /// <returns>The new description.</returns>
    public Network WithNtkParameterization() => Copy(parameterization: Parameterization.Ntk);

    /// <summary>The same network in the standard parameterization.</summary>
    /// <param name="widths">Hidden widths: one for all, or n_1..n_L.</param>
    /// <returns>The new description.</returns>
    public Network WithStandardParameterization(params IReadOnlyList<int> widths) =>
        Copy(parameterization: Parameterization.Standard, widths: [.. widths.Select(width => (double)width)]);

    /// <summary>The same network with other weight variances.</summary>
    /// <param name="weightVariances">sigma_w^2: one for all, or that of each of the L + 1 weight layers.</param>
    /// <returns>The new description.</returns>
    public Network WithWeightVariances(params IReadOnlyList<double> weightVariances) => Copy(weightVariances: [.. weightVariances]);

    /// <summary>The same network with other bias variances.</summary>
    /// <param name="biasVariances">sigma_b^2: one for all, or that of each of the L + 1 weight layers.</param>
    /// <returns>The new description.</returns>
    public Network WithBiasVariances(params IReadOnlyList<double> biasVariances) => Copy(biasVariances: [.. biasVariances]);

    /// <summary>The same network with another weight of its bias gradients.</summary>
    /// <param name="factor">What they add to the NTK at each layer; null for the parameterization's own value.</param>
    /// <returns>The new description.</returns>
    public Network WithBiasGradientFactor(double? factor) => new(
        Activation, HiddenLayers, _weightVariances, _biasVariances, Architecture, Parameterization, _widths, factor);

    /// <inheritdoc/>
    public bool Equals(Network? other) =>
        other is not null
        && Activation.Name == other.Activation.Name
        && HiddenLayers == other.HiddenLayers
        && Architecture == other.Architecture
        && Parameterization == other.Parameterization
        && BiasGradientFactor == other.BiasGradientFactor
        && _weightVariances.AsSpan().SequenceEqual(other._weightVariances)
        && _biasVariances.AsSpan().SequenceEqual(other._biasVariances)
        && _widths.AsSpan().SequenceEqual(other._widths);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Network);

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(Activation.Name, HiddenLayers, Architecture, Parameterization, _weightVariances[0], _biasVariances[0]);

    /// <summary>The description in one line, for people.</summary>
    /// <returns>Activation, depth, architecture, variances, parameterization.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{ArchitectureName}, {Activation.Name}, {HiddenLayers} hidden layers, weight variance {List(_weightVariances)}, bias variance {List(_biasVariances)}, {ParameterizationName} parameterization");

    private string ArchitectureName => Architecture switch
    {
        Architecture.Residual => "residual",
        Architecture.ScaledResidual => "scaled residual",
        _ => "fully connected",
    };

    private string ParameterizationName => Parameterization == Parameterization.Ntk
        ? "NTK"
        : _widths.Length == 0 ? "standard" : $"standard (width {List(_widths)})";

    private static string List(double[] values) =>
        string.Join(", ", values.Select(value => value.ToString("R", System.Globalization.CultureInfo.InvariantCulture)));

    private static double Pick(double[] values, int layer) => values.Length == 1 ? values[0] : values[layer - 1];

    private static void CheckPerLayer(double[] values, int layers, string what)
    {
        if (values.Length != 1 && values.Length != layers)
        {
            throw new ArgumentException($"{layers} weight layers take one {what} for all or {layers} of them, but {values.Length} were given.");
        }

        foreach (double value in values)
        {
            if (!(value >= 0) || double.IsInfinity(value))
            {
                throw new ArgumentException(FormattableString.Invariant($"A {what} must be finite and not negative, but it is {value:R}."));
            }
        }
    }

    private Network Copy(
        int? hiddenLayers = null,
        double[]? weightVariances = null,
        double[]? biasVariances = null,
        Architecture? architecture = null,
        Parameterization? parameterization = null,
        double[]? widths = null) => new(
            Activation,
            hiddenLayers ?? HiddenLayers,
            weightVariances ?? _weightVariances,
            biasVariances ?? _biasVariances,
            architecture ?? Architecture,
            parameterization ?? Parameterization,
            widths ?? _widths,
            BiasGradientFactor);
}
