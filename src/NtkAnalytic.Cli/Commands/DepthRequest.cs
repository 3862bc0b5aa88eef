using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Commands;

/// <summary>What is asked of <c>ntk depth</c>, whatever goes through the layers.</summary>
/// <param name="Network">The network, all its layers alike.</param>
/// <param name="Depths">The numbers of hidden layers, ascending, each once.</param>
/// <param name="Svg">Where the picture goes; null for none.</param>
/// <param name="Format">The form of the answer.</param>
internal sealed record DepthRequest(Network Network, int[] Depths, string? Svg, OutputFormat Format)
{
    /// <summary>q^1 of an input; the first layer is linear in every architecture.</summary>
    /// <param name="inputVariance">|x|^2 / n_0.</param>
    /// <returns>sigma_w^2 |x|^2 / n_0 + sigma_b^2.</returns>
    public double StartVariance(double inputVariance) => (Network.WeightVariance(1) * inputVariance) + Network.BiasVariance(1);

    /// <summary>The depths of the table, and those that a picture needs besides: one pass gives both.</summary>
    /// <param name="perDecade">How many depths of the picture there are between a depth and ten times it.</param>
    /// <returns>Ascending, each once.</returns>
    public int[] DepthsWithPicture(int perDecade) =>
        Svg is null ? Depths : [.. Depths.Union(DepthPicture.Depths(Depths[^1], perDecade)).Order()];
}
