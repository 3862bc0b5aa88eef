using NtkAnalytic.Networks;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// What a layer of a uniform network adds to Theta: share * (sigma_w^2 m) + f, with m = E[phi phi]. The share is 1 in the NTK
/// parameterization and n / sigma_w^2 in the standard one.
/// </summary>
/// <param name="Weight">sigma_w^2.</param>
/// <param name="Bias">sigma_b^2.</param>
/// <param name="Share">See above; null when the standard parameterization lacks its width.</param>
/// <param name="BiasGradient">f.</param>
/// <param name="Start">q^1.</param>
/// <param name="FirstNtk">Theta^1(x, x); null under the standard parameterization, where it depends on n_0.</param>
internal sealed record LayerTerms(double Weight, double Bias, double? Share, double BiasGradient, double Start, double? FirstNtk)
{
    public static LayerTerms Of(Network network, double start)
    {
        double weight = network.WeightVariance(2);
        double bias = network.BiasVariance(2);
        double gradient = network.BiasGradient(2);
        return network.Parameterization == Parameterization.Ntk
            ? new LayerTerms(weight, bias, 1, gradient, start, start - network.BiasVariance(1) + network.BiasGradient(1))
            : new LayerTerms(weight, bias, network.HasWidths ? network.WeightGradient(2, 1) / weight : null, gradient, start, null);
    }

    /// <summary>What a layer adds whose outputs have this covariance, sigma_b^2 included.</summary>
    public double? Addend(double covariance) => (Share * (covariance - Bias)) + BiasGradient;
}
