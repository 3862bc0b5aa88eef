using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// The kernels of one input at finite width to first order in 1/width, layer by layer, for any activation without jumps: the recursions of
/// Roberts, Yaida and Hanin (Principles of Deep Learning Theory) as restated by Guillen, Misof and Gerken (arXiv 2508.11522), for one input,
/// with widths that may differ, and with biases.
/// </summary>
/// <remarks>
/// A layer averages C_b + sigma_w^2 phi^2 and Omega = lambda_b + lambda_w phi^2 + sigma_w^2 Theta phi'^2 over its n units, where lambda_w is
/// sigma_w^2 under NTK and n under the standard parameterization, and lambda_b is the bias gradient: constants drop out of fluctuations, so that
/// biases enter through K and Theta alone. What fluctuates anew is of order 1/n; what fluctuated in the layer below is handed on by
/// derivatives of the averages in K and Theta, and carries n/n_below when all is written in parts of 1/n.
/// </remarks>
public sealed class FirstOrderCorrections
{
    private const int Order = 24;
    private const int CheckOrder = 20;
    private const double Tolerance = 1e-11;
    private const double Settled = 4e-16;

    private FirstOrderCorrections(Network network, IReadOnlyList<FirstOrderLayer> layers, double error)
    {
        Network = network;
        Layers = layers;
        QuadratureError = error;
        FirstOrderLayer last = layers[^1];
        bool isComplete = layers.Count == network.HiddenLayers + 1;
        Status = !(isComplete && double.IsFinite(last.Ntk) && double.IsFinite(last.A) && double.IsFinite(last.B) && double.IsFinite(last.NtkShift)) ? SolveStatus.Overflow
            : error <= Tolerance ? SolveStatus.Converged
            : SolveStatus.ToleranceNotMet;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>z^1, ..., z^(L+1); fewer where a variance outgrows double precision or falls below it, which the status says.</summary>
    public IReadOnlyList<FirstOrderLayer> Layers { get; }

    /// <summary>The output, z^(L+1): the last layer that was reached.</summary>
    public FirstOrderLayer Output => Layers[^1];

    /// <summary>The largest difference of the averages between two orders of quadrature, in parts of their natural sizes.</summary>
    public double QuadratureError { get; }

    /// <summary>How the computation ended.</summary>
    public SolveStatus Status { get; }

    /// <summary>The recursion for one input.</summary>
    /// <param name="network">A fully connected network; biases are drawn with its bias variances.</param>
    /// <param name="widths">n_0, n_1, ..., n_L: the input and the hidden layers. Hidden widths of the network itself are not used.</param>
    /// <param name="normSquared">|x|^2, finite and positive.</param>
    /// <param name="options">Progress and cancellation; a layer is a quadrature until the variance has settled.</param>
    /// <returns>The layers, and how the averages converged.</returns>
    /// <exception cref="ArgumentException">The network is residual, its activation jumps (the NTK has no diagonal), the number of widths is not L + 1, one is below 1, or the norm is out of range.</exception>
    public static FirstOrderCorrections Of(Network network, IReadOnlyList<int> widths, double normSquared = 1, KernelOptions? options = null)
    {
        Check(network, widths, normSquared);
        double error = 0;
        FirstOrderLayer layer = First(network, widths[0], normSquared);
        if (layer.Nngp == 0)
        {
            throw new ArgumentException("With weights and biases of variance 0 in the first layer nothing varies: give a positive variance.", nameof(network));
        }

        List<FirstOrderLayer> layers = [layer];
        double variance = double.NaN;
        FourthMoments moments = default;
        while (layers.Count <= network.HiddenLayers)
        {
            options?.CancellationToken.ThrowIfCancellationRequested();
            options?.Progress?.Report((double)layers.Count / (network.HiddenLayers + 1));
            if (!(layer.Nngp > 0) || !double.IsFinite(layer.Nngp))
            {
                break;
            }

            // Where the variance has settled, so have the averages.
            if (!(Math.Abs(layer.Nngp - variance) <= Settled * variance))
            {
                variance = layer.Nngp;
                moments = FourthMoments.At(network.Activation, variance, Order);
                error = Math.Max(error, moments.DifferenceFrom(FourthMoments.At(network.Activation, variance, CheckOrder), variance));
            }

            layer = Next(layer, moments, Factors(network, widths, layer.Layer + 1));
            layers.Add(layer);
        }

        return new FirstOrderCorrections(network, layers.AsReadOnly(), error);
    }

    private static FirstOrderLayer First(Network network, int dimension, double normSquared)
    {
        double overlap = normSquared / dimension;
        double nngp = network.BiasVariance(1) + (network.WeightVariance(1) * overlap);
        double weight = network.Parameterization == Parameterization.Ntk ? network.WeightVariance(1) : dimension;
        return new FirstOrderLayer(1, dimension, nngp, network.BiasGradient(1) + (weight * overlap), 0, 0, 0, 0, 0, 0, 0);
    }

    private static LayerWeights Factors(Network network, IReadOnlyList<int> widths, int layer)
    {
        double weight = network.WeightVariance(layer);
        int width = widths[layer - 1];
        return new LayerWeights(
            width,
            weight,
            network.BiasVariance(layer),
            network.Parameterization == Parameterization.Ntk ? weight : width,
            network.BiasGradient(layer));
    }

    // Primes of the moments are derivatives in z: half of <F''> is d<F>/dK. Theta is held fixed in derivatives of Omega.
    private static FirstOrderLayer Next(FirstOrderLayer below, in FourthMoments m, in LayerWeights weights)
    {
        double c = weights.Variance;
        double through = c * below.Ntk;
        double ratio = below.Layer == 1 ? 0 : weights.Width / (double)below.WidthBelow;
        double omegaSecond = (weights.WeightGradient * m.SquareSecond) + (through * m.SlopeSecond);
        double omegaFourth = (weights.WeightGradient * m.SquareFourth) + (through * m.SlopeFourth);
        double chi = c * m.Slope;
        double localD = c * ((weights.WeightGradient * m.SquareVariance) + (through * m.Covariance));
        double localA = (weights.WeightGradient * weights.WeightGradient * m.SquareVariance)
            + (2 * weights.WeightGradient * through * m.Covariance)
            + (through * through * m.SlopeVariance);
        return new FirstOrderLayer(
            below.Layer + 1,
            weights.Width,
            weights.BiasVariance + (c * m.Square),
            weights.BiasGradient + (weights.WeightGradient * m.Square) + (chi * below.Ntk),
            ratio * c * ((below.NngpShift * m.SquareSecond / 2) + (below.V * m.SquareFourth / 8)),
            ratio * ((chi * below.NtkShift)
                + (below.NngpShift * omegaSecond / 2)
                + (below.V * omegaFourth / 8)
                + (c * m.SlopeSecond * ((below.D / 2) + below.F))),
            (c * c * m.SquareVariance) + (ratio * c * c / 4 * below.V * m.SquareSecond * m.SquareSecond),
            localD + (ratio * c * m.SquareSecond * ((below.V * omegaSecond / 4) + (chi * below.D / 2))),
            (c * through * (m.Covariance + (m.Square * m.Slope))) + (ratio * c * c * m.ProductFirst * m.ProductFirst * below.F),
            localA + (ratio * ((below.V * omegaSecond * omegaSecond / 4) + (chi * omegaSecond * below.D) + (chi * chi * below.A))),
            (through * through * (m.SlopeVariance + (m.Slope * m.Slope))) + (ratio * chi * chi * below.B));
    }

    private static void Check(Network network, IReadOnlyList<int> widths, double normSquared)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(widths);
        if (network.Architecture != Architecture.FullyConnected)
        {
            throw new ArgumentException("The first order in 1/width is known here for fully connected networks, but this one is residual.", nameof(network));
        }

        if (network.Activation.Breakpoints.Any(breakpoint => breakpoint.IsJump))
        {
            throw new ArgumentException($"The activation {network.Activation.Name} jumps: its tangent kernel has no diagonal.", nameof(network));
        }

        if (widths.Count != network.HiddenLayers + 1)
        {
            throw new ArgumentException($"{network.HiddenLayers} hidden layers take {network.HiddenLayers + 1} widths, n_0 to n_L, but {widths.Count} were given.", nameof(widths));
        }

        TwoSlopeNetwork.CheckWidths([.. widths, 1]);
        if (!(normSquared > 0) || !double.IsFinite(normSquared))
        {
            throw new ArgumentException(FormattableString.Invariant($"The squared norm of the input must be finite and positive, but it is {normSquared:R}."), nameof(normSquared));
        }
    }

    private readonly record struct LayerWeights(int Width, double Variance, double BiasVariance, double WeightGradient, double BiasGradient);
}
