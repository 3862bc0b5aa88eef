using NtkAnalytic.Cli.Data;

namespace NtkAnalytic.Cli.Output;

/// <summary>A network in JSON.</summary>
/// <param name="Description">In one line.</param>
/// <param name="Activation">Its name with parameters.</param>
/// <param name="HiddenLayers">L; null where the answer has many depths.</param>
/// <param name="WeightVariance">sigma_w^2: a number, or L + 1 of them.</param>
/// <param name="BiasVariance">sigma_b^2: a number, or L + 1 of them.</param>
/// <param name="Width">Hidden widths under the standard parameterization: a number, or L of them.</param>
/// <param name="Parameterization">ntk or standard.</param>
/// <param name="Architecture">fully-connected, residual or scaled-residual.</param>
/// <param name="BiasGradientFactor">When it is not the parameterization's own.</param>
internal sealed record NetworkDocument(
    string Description,
    string Activation,
    int? HiddenLayers,
    object WeightVariance,
    object BiasVariance,
    object? Width,
    string Parameterization,
    string Architecture,
    double? BiasGradientFactor)
{
    /// <summary>Describes a network.</summary>
    /// <param name="network">The network.</param>
    /// <returns>The document.</returns>
    public static NetworkDocument Of(Network network)
    {
        int layers = network.HiddenLayers + 1;
        bool hasWidth = network.Parameterization == Networks.Parameterization.Standard && network.HiddenLayers > 0;
        return new NetworkDocument(
            network.ToString(),
            network.Activation.Name,
            network.HiddenLayers,
            OneOrAll(Enumerable.Range(1, layers).Select(network.WeightVariance)),
            OneOrAll(Enumerable.Range(1, layers).Select(network.BiasVariance)),
            hasWidth ? OneOrAll(Enumerable.Range(2, network.HiddenLayers).Select(layer => network.WeightGradient(layer, inputDimension: 1))) : null,
            network.Parameterization == Networks.Parameterization.Ntk ? "ntk" : "standard",
            network.Architecture switch
            {
                Networks.Architecture.Residual => "residual",
                Networks.Architecture.ScaledResidual => "scaled-residual",
                _ => "fully-connected",
            },
            network.BiasGradientFactor);
    }

    private static object OneOrAll(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Distinct().Count() == 1 ? all[0] : all;
    }
}

/// <summary>Where numbers came from, in JSON.</summary>
/// <param name="File">The file.</param>
/// <param name="Features">The number of feature columns.</param>
/// <param name="Target">The target column; null for none.</param>
/// <param name="Scale">What was done to the features: none, unit, standardize or max.</param>
internal sealed record DataDocument(string File, int Features, string? Target, string Scale)
{
    /// <summary>Describes data.</summary>
    /// <param name="data">The data.</param>
    /// <returns>The document.</returns>
    public static DataDocument Of(DataSet data) =>
        new(data.Path, data.FeatureColumns.Length, data.TargetName, data.Scaling.ToString().ToLowerInvariant());
}
