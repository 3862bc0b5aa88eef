using NtkAnalytic.Cli.Options;
using NtkAnalytic.FiniteWidth;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What is known of the kernel of a network of finite widths: exact moments, or the first order in 1/width.</summary>
/// <param name="Request">The network and the input.</param>
/// <param name="Moments">The exact moments for 1, 2, ..., D weight layers; null where there are none.</param>
/// <param name="Fractions">The moments as fractions; null where these are unknown or too long to be worth their time.</param>
/// <param name="Limit">The limit at this depth over width; null without exact moments or hidden layers.</param>
/// <param name="FirstOrder">The first order in 1/width; null where the moments are exact.</param>
/// <param name="Regime">The verdict.</param>
internal sealed record DispersionAnswer(
    DispersionRequest Request,
    IReadOnlyList<TangentKernelMoments>? Moments,
    ExactKernelMoments? Fractions,
    DispersionLimit? Limit,
    FirstOrderCorrections? FirstOrder,
    NtkRegime Regime)
{
    // About a second.
    private const int MostLayersInFractions = 100;
    private const int MostUnitsThatMayDie = 4000;
    private const int LimitPoints = 200;

    /// <summary>How the computation ended. Moments that are too large for doubles are given as logarithms.</summary>
    public SolveStatus Status => FirstOrder?.Status ?? SolveStatus.Converged;

    /// <summary>The network that the exact moments are of.</summary>
    public TwoSlopeNetwork? Network => Moments?[^1].Network;

    public static DispersionAnswer Of(DispersionRequest request, KernelOptions options)
    {
        if (request.IsExact)
        {
            TwoSlopeNetwork network = new TwoSlopeNetwork(request.Activation, request.Widths)
                .WithWeightVariance(request.WeightVariance)
                .WithParameterization(request.Parameterization)
                .WithBiasGradient(request.BiasGradient)
                .WithNormSquared(request.NormSquared);
            return new DispersionAnswer(
                request,
                TangentKernelMoments.ByDepth(network),
                IsShort(request) ? ExactKernelMoments.Of(network) : null,
                network.WeightLayers > 1 ? DispersionLimit.Of(network) : null,
                null,
                NtkRegime.Of(network));
        }

        int[] widths = request.Widths.Length > 1
            ? request.Widths[..^1]
            : throw new UsageException($"--widths: a network has at least two widths, that of the input and that of the output, but {request.Widths.Length} was given");
        Network general = new Network(request.Activation, widths.Length - 1, request.WeightVariance.ToDouble(), request.BiasVariance.ToDouble())
            .WithBiasGradientFactor(request.BiasGradient.ToDouble());
        if (request.Parameterization == Parameterization.Standard)
        {
            general = general.WithStandardParameterization(widths[1..]);
        }

        double norm = request.NormSquared.ToDouble();
        return new DispersionAnswer(
            request,
            null,
            null,
            null,
            FirstOrderCorrections.Of(general, widths, norm, options),
            NtkRegime.Of(general, widths, norm, options: options));
    }

    /// <summary>The limits at the depths over widths of the first layers, thinned out where there are many.</summary>
    public IEnumerable<(int WeightLayers, DispersionLimit Limit)> Limits()
    {
        if (Network is not { } network || network.WeightLayers < 2)
        {
            yield break;
        }

        int step = Math.Max(1, network.WeightLayers / LimitPoints);
        for (int layers = 2; layers <= network.WeightLayers; layers += step)
        {
            yield return (layers, DispersionLimit.Of(network.FirstLayers(layers)));
        }
    }

    private static bool IsShort(DispersionRequest request) =>
        request.Widths.Length <= MostLayersInFractions
        && (request.BiasGradient.Sign == 0 || request.Widths.Sum(width => (long)width) <= MostUnitsThatMayDie);
}
