using NtkAnalytic.Kernels;

namespace NtkAnalytic.Cli.Options;

/// <summary>Which kernels a verb computes.</summary>
internal static class KindOption
{
    public static Setting<KernelKinds> Create() => new(
        "--kind",
        "nngp|ntk|both",
        "The covariance of the outputs at initialisation, the neural tangent kernel, or both.",
        Read.Choice(("nngp", KernelKinds.Nngp), ("ntk", KernelKinds.Ntk), ("both", KernelKinds.Both)),
        "ntk");

    /// <summary>The single kinds in a set, the NNGP first.</summary>
    /// <param name="kinds">One or both.</param>
    /// <returns>The kinds one by one.</returns>
    public static IEnumerable<KernelKinds> Each(KernelKinds kinds) =>
        new[] { KernelKinds.Nngp, KernelKinds.Ntk }.Where(kind => kinds.HasFlag(kind));

    /// <summary>The word for a kind on the command line and in JSON.</summary>
    /// <param name="kind">A kind.</param>
    /// <returns>nngp, ntk or both.</returns>
    public static string Word(KernelKinds kind) => kind switch
    {
        KernelKinds.Nngp => "nngp",
        KernelKinds.Ntk => "ntk",
        _ => "both",
    };
}
