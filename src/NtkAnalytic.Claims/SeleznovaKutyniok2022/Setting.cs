using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Claims.SeleznovaKutyniok2022;

/// <summary>
/// The paper's networks: relu, standard parameterization, hidden layers as wide as the input, biases that start at 0 but have
/// gradients, |x|^2 = 1. The edge of chaos is sigma_w^2 = 2.
/// </summary>
internal static class Setting
{
    public const string Convention =
        "Standard parameterization, n_0 = M, |x|^2 = 1, biases of 0 whose gradients count; D weight layers, hence H = D - 1 hidden ones.";

    /// <summary>One weight variance of each phase: ordered, edge of chaos, chaotic.</summary>
    public static IReadOnlyList<double> Phases { get; } = [1, 2, 3];

    /// <summary>The network that is drawn.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="weightLayers">D.</param>
    public static Network Drawn(double weightVariance, int weightLayers) =>
        new Network(Activation.Relu, weightLayers - 1, weightVariance).WithStandardParameterization();

    /// <summary>The network whose moments are exact.</summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    /// <param name="width">M.</param>
    /// <param name="weightLayers">D.</param>
    /// <param name="biasGradient">1, or 0 for the weights alone.</param>
    public static TwoSlopeNetwork Exact(double weightVariance, int width, int weightLayers, int biasGradient = 1) =>
        new TwoSlopeNetwork(Activation.Relu, [.. Enumerable.Repeat(width, weightLayers), 1])
            .WithParameterization(Parameterization.Standard)
            .WithWeightVariance(Rational.OfShortestDecimal(weightVariance))
            .WithBiasGradient(biasGradient);

    /// <summary>
    /// A network whose NTK at infinite width, for |x|^2 = n_0, is sigma_w^2 times that of the paper's: M |x|^2 / n_0 is 1 there and sigma_w^2
    /// here, so bias gradients of 1 become sigma_w^2.
    /// </summary>
    /// <param name="weightVariance">sigma_w^2.</param>
    public static Network Infinite(double weightVariance) =>
        new Network(Activation.Relu, 1, weightVariance).WithBiasGradientFactor(weightVariance);
}
