using NtkAnalytic.Activations;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// A fully connected network of finite widths without biases (or with biases that start at 0), whose activation is a ray on either
/// side of 0: relu, leaky relu, abs, the identity. Its numbers are fractions, so that moments are exact. Immutable.
/// </summary>
public sealed class TwoSlopeNetwork
{
    private readonly int[] _widths;

    /// <summary>A network with sigma_w^2 = 2 in the NTK parameterization, the weights' gradients alone in the kernel, for an input of norm 1.</summary>
    /// <param name="activation">relu, leaky-relu(alpha), two-slope(a, b), abs or identity; a slope is the shortest decimal that rounds to it.</param>
    /// <param name="widths">n_0 (inputs), n_1, ..., n_D: D layers of weights, hence D - 1 hidden layers. Of the n_D outputs one is looked at.</param>
    /// <exception cref="ArgumentException">The activation is not made of two rays from 0, or is 0; there are fewer than two widths, or one is below 1.</exception>
    public TwoSlopeNetwork(Activation activation, params IReadOnlyList<int> widths)
    {
        ArgumentNullException.ThrowIfNull(activation);
        ArgumentNullException.ThrowIfNull(widths);
        if (activation is not TwoSlope rays)
        {
            throw new ArgumentException(
                $"Moments at finite width are exact for activations of two rays from 0 (relu, leaky-relu, two-slope, abs, identity), but the activation is {activation.Name}.",
                nameof(activation));
        }

        if (rays is { NegativeSlope: 0, PositiveSlope: 0 })
        {
            throw new ArgumentException("The activation is 0 everywhere: the kernel of such a network does not vary.", nameof(activation));
        }

        CheckWidths(widths);
        Activation = activation;
        _widths = [.. widths];
        NegativeSlope = Rational.OfShortestDecimal(rays.NegativeSlope);
        PositiveSlope = Rational.OfShortestDecimal(rays.PositiveSlope);
        WeightVariance = 2;
        NormSquared = 1;
    }

    private TwoSlopeNetwork(TwoSlopeNetwork other, int[] widths)
    {
        Activation = other.Activation;
        _widths = widths;
        NegativeSlope = other.NegativeSlope;
        PositiveSlope = other.PositiveSlope;
        WeightVariance = other.WeightVariance;
        NormSquared = other.NormSquared;
        Parameterization = other.Parameterization;
        BiasGradient = other.BiasGradient;
    }

    /// <summary>phi.</summary>
    public Activation Activation { get; }

    /// <summary>n_0, n_1, ..., n_D.</summary>
    public IReadOnlyList<int> Widths => _widths;

    /// <summary>D, the number of weight layers: one more than hidden layers.</summary>
    public int WeightLayers => _widths.Length - 1;

    /// <summary>phi' below 0.</summary>
    public Rational NegativeSlope { get; }

    /// <summary>phi' above 0.</summary>
    public Rational PositiveSlope { get; }

    /// <summary>sigma_w^2 of every layer.</summary>
    public Rational WeightVariance { get; private init; }

    /// <summary>|x|^2 of the input.</summary>
    public Rational NormSquared { get; private init; }

    /// <summary>Where the variances stand: a weight gradient of layer l counts sigma_w^2/n_(l-1) under NTK, 1 under standard.</summary>
    public Parameterization Parameterization { get; private init; }

    /// <summary>What the gradient of a bias, which is 0 itself, adds to the kernel; 0 for a kernel of the weights alone.</summary>
    public Rational BiasGradient { get; private init; }

    /// <summary>A2 = E[phi'^2], for signs that are fair coins.</summary>
    internal Rational MeanSquareSlope => Half * ((NegativeSlope * NegativeSlope) + (PositiveSlope * PositiveSlope));

    /// <summary>A4 = E[phi'^4].</summary>
    internal Rational MeanFourthSlope => Half * (Power4(NegativeSlope) + Power4(PositiveSlope));

    /// <summary>True when a unit is silent on one side, so that a whole layer may be.</summary>
    internal bool CanDie => NegativeSlope.Sign == 0 || PositiveSlope.Sign == 0;

    private static Rational Half { get; } = new(1, 2);

    /// <summary>The same network with another weight variance.</summary>
    /// <param name="weightVariance">sigma_w^2, positive.</param>
    /// <returns>The new description.</returns>
    /// <exception cref="ArgumentException">It is not positive.</exception>
    public TwoSlopeNetwork WithWeightVariance(Rational weightVariance) => weightVariance.Sign > 0
        ? new TwoSlopeNetwork(this, _widths) { WeightVariance = weightVariance }
        : throw new ArgumentException($"The weight variance must be positive, but it is {weightVariance}.", nameof(weightVariance));

    /// <summary>The same network for another input.</summary>
    /// <param name="normSquared">|x|^2, positive.</param>
    /// <returns>The new description.</returns>
    /// <exception cref="ArgumentException">It is not positive.</exception>
    public TwoSlopeNetwork WithNormSquared(Rational normSquared) => normSquared.Sign > 0
        ? new TwoSlopeNetwork(this, _widths) { NormSquared = normSquared }
        : throw new ArgumentException($"The squared norm of the input must be positive, but it is {normSquared}.", nameof(normSquared));

    /// <summary>The same network in another parameterization.</summary>
    /// <param name="parameterization">Where the variances stand.</param>
    /// <returns>The new description.</returns>
    public TwoSlopeNetwork WithParameterization(Parameterization parameterization) => new(this, _widths) { Parameterization = parameterization };

    /// <summary>The same network with gradients of its biases in the kernel.</summary>
    /// <param name="factor">What the gradient of a bias counts; not negative, 1 under the standard parameterization.</param>
    /// <returns>The new description.</returns>
    /// <exception cref="ArgumentException">It is negative.</exception>
    public TwoSlopeNetwork WithBiasGradient(Rational factor) => factor.Sign >= 0
        ? new TwoSlopeNetwork(this, _widths) { BiasGradient = factor }
        : throw new ArgumentException($"The bias gradient factor must not be negative, but it is {factor}.", nameof(factor));

    /// <summary>The network of the first layers with one output of their own.</summary>
    /// <param name="weightLayers">D' = 1..D.</param>
    /// <returns>The network with the widths n_0, ..., n_(D'-1), 1.</returns>
    /// <exception cref="ArgumentException">There are not so many layers.</exception>
    public TwoSlopeNetwork FirstLayers(int weightLayers) => weightLayers >= 1 && weightLayers <= WeightLayers
        ? new TwoSlopeNetwork(this, [.. _widths[..weightLayers], 1])
        : throw new ArgumentException($"The network has the weight layers 1 to {WeightLayers}, but {weightLayers} of them were asked for.", nameof(weightLayers));

    /// <summary>Whether the moments of networks with an activation are known exactly.</summary>
    /// <param name="activation">phi.</param>
    /// <returns>True for two rays from 0.</returns>
    public static bool Supports(Activation activation) => activation is TwoSlope;

    /// <summary>At least an input and an output width, each at least 1.</summary>
    internal static void CheckWidths(IReadOnlyList<int> widths)
    {
        if (widths.Count < 2)
        {
            throw new ArgumentException($"A network has at least two widths, that of the input and that of the output, but {widths.Count} were given.", nameof(widths));
        }

        for (int layer = 0; layer < widths.Count; layer++)
        {
            if (widths[layer] < 1)
            {
                throw new ArgumentException($"A width must be at least 1, but n_{layer} is {widths[layer]}.", nameof(widths));
            }
        }
    }

    private static Rational Power4(Rational value) => value * value * value * value;
}
