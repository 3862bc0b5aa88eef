using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>
/// What theory says about the means of an ensemble whose networks share their points: the kernels of infinite width, and for the first point better
/// values where they are known.
/// </summary>
/// <remarks>
/// With one hidden layer or none, preactivations are exactly normal, so the kernels of infinite width are the means at any width. So they are on
/// the diagonal for activations of two rays (relu, leaky relu, abs, identity) without biases, and off it for the identity. For other
/// fully connected networks the diagonal is known to first order in 1/width.
/// </remarks>
public sealed class EnsembleTheory
{
    private readonly Matrix<double> _nngp;
    private readonly Matrix<double> _ntk;

    private EnsembleTheory(Matrix<double> nngp, Matrix<double> ntk, TheoryValue nngpDiagonal, TheoryValue ntkDiagonal, TheoryKind offDiagonal, TheoryValue? dispersion, SolveStatus status)
    {
        _nngp = nngp;
        _ntk = ntk;
        NngpDiagonal = nngpDiagonal;
        NtkDiagonal = ntkDiagonal;
        OffDiagonalKind = offDiagonal;
        Dispersion = dispersion;
        Status = status;
    }

    /// <summary>The NNGP kernel of infinite width at all points.</summary>
    public Matrix<double> Nngp => _nngp.Clone();

    /// <summary>The NTK of infinite width at all points (under the standard parameterization, its leading order at these widths).</summary>
    public Matrix<double> Ntk => _ntk.Clone();

    /// <summary>The mean of the NNGP kernel at the first point.</summary>
    public TheoryValue NngpDiagonal { get; }

    /// <summary>The mean of the NTK at the first point.</summary>
    public TheoryValue NtkDiagonal { get; }

    /// <summary>What the kernels of infinite width leave out off the diagonal.</summary>
    public TheoryKind OffDiagonalKind { get; }

    /// <summary>E[Theta^2] / E[Theta]^2 of the NTK at the first point, for networks of one output; null where it is not known.</summary>
    public TheoryValue? Dispersion { get; }

    /// <summary>Whether the kernels of infinite width were computed to their tolerance.</summary>
    public SolveStatus Status { get; }

    /// <summary>The theory of an ensemble; null when its networks do not share their points.</summary>
    /// <param name="ensemble">The ensemble.</param>
    /// <param name="cancellation">Looked at between parts of the kernel matrices.</param>
    /// <returns>The values.</returns>
    public static EnsembleTheory? Of(Ensemble ensemble, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        if (ensemble.Inputs.Shared is not { } points)
        {
            return null;
        }

        FiniteNetwork network = ensemble.Network;
        KernelMatrices kernels = new Kernel(network.AtInfiniteWidth).Gram(points, KernelKinds.Both, new KernelOptions { CancellationToken = cancellation });
        double normSquared = points.Row(0).DotProduct(points.Row(0));
        var nngp = new TheoryValue(kernels.Nngp[0, 0], TheoryKind.InfiniteWidth);
        var ntk = new TheoryValue(kernels.Ntk[0, 0], TheoryKind.InfiniteWidth);
        bool shallow = network.Network.HiddenLayers <= 1;
        TwoSlopeNetwork? rays = TwoRays(network, normSquared);
        TheoryKind off = shallow || (rays is not null && rays.NegativeSlope == rays.PositiveSlope) ? TheoryKind.Exact : TheoryKind.InfiniteWidth;
        if (shallow)
        {
            nngp = nngp with { Kind = TheoryKind.Exact };
            ntk = ntk with { Kind = TheoryKind.Exact };
        }

        TheoryValue? dispersion = null;
        if (rays is not null)
        {
            var moments = TangentKernelMoments.Of(rays);
            nngp = nngp with { Kind = TheoryKind.Exact };
            ntk = new TheoryValue(moments.Mean, TheoryKind.Exact);
            dispersion = network.Outputs == 1 && moments.Status.IsSuccess ? new TheoryValue(moments.Ratio, TheoryKind.Exact) : null;
        }
        else if (FirstOrder(network, normSquared) is { } layer)
        {
            nngp = shallow ? nngp : new TheoryValue(layer.NngpMean, TheoryKind.FirstOrder);
            ntk = shallow ? ntk : new TheoryValue(layer.NtkMean, TheoryKind.FirstOrder);
            dispersion = network.Outputs == 1 ? new TheoryValue(1 + layer.NtkRelativeVariance, TheoryKind.FirstOrder) : null;
        }

        return new EnsembleTheory(kernels.Nngp, kernels.Ntk, nngp, ntk, off, dispersion, kernels.Report.Status);
    }

    // Exact moments: fully connected, two rays from 0, no biases but perhaps their gradients, one weight variance.
    private static TwoSlopeNetwork? TwoRays(FiniteNetwork network, double normSquared)
    {
        Network description = network.Network;
        int[] layers = [.. Enumerable.Range(1, description.HiddenLayers + 1)];
        double variance = description.WeightVariance(1);
        double gradient = description.BiasGradient(1);

        // Whatever its name, what is homogeneous of degree 1 is two rays: phi(x) = phi(1) x for x > 0, -phi(-1) x for x < 0.
        double positive = description.Activation.Evaluate(1);
        double negative = -description.Activation.Evaluate(-1);
        bool applies = description.Architecture == Architecture.FullyConnected
            && !description.HasBias
            && description.Activation.HomogeneityDegree == 1
            && (positive != 0 || negative != 0)
            && variance > 0
            && normSquared > 0
            && Array.TrueForAll(layers, layer => description.WeightVariance(layer) == variance);
        return applies
            ? new TwoSlopeNetwork(Activation.Parse(FormattableString.Invariant($"two-slope({negative:R},{positive:R})")), [network.Inputs, .. network.Widths, network.Outputs])
                .WithParameterization(description.Parameterization)
                .WithWeightVariance(Rational.OfShortestDecimal(variance))
                .WithBiasGradient(Rational.OfShortestDecimal(gradient))
                .WithNormSquared(Rational.OfShortestDecimal(normSquared))
            : null;
    }

    private static FirstOrderLayer? FirstOrder(FiniteNetwork network, double normSquared)
    {
        Network description = network.Network;
        bool isConstant = !(normSquared > 0) || (description.WeightVariance(1) == 0 && description.BiasVariance(1) == 0);
        if (description.Architecture != Architecture.FullyConnected || description.HiddenLayers == 0 || isConstant || description.Activation.Breakpoints.Any(point => point.IsJump))
        {
            return null;
        }

        var corrections = FirstOrderCorrections.Of(description, [network.Inputs, .. network.Widths], normSquared);
        return corrections.Status.IsSuccess ? corrections.Output : null;
    }
}
