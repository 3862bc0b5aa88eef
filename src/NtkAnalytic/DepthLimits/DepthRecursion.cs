using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.DepthLimits;

/// <summary>One pair of inputs through very many layers, seen at chosen depths, in one pass.</summary>
/// <remarks>
/// A layer of relu takes some tens of nanoseconds. Other activations take as long once the variance has settled; until then,
/// and where it never does (at K* = 0, or in a residual network of a bounded activation), a layer takes as long as their duals
/// do: well below a microsecond for closed forms, a tenth of a millisecond to a millisecond for others. No kernel is too large or too small: they carry exponents
/// of their own.
/// </remarks>
public static class DepthRecursion
{
    private const int LayersBetweenChecks = 4096;

    /// <summary>Runs the recursion.</summary>
    /// <param name="network">The network; its own number of hidden layers does not matter, its variances must be the same in all layers after the first, which sets the start.</param>
    /// <param name="inputs">Variances |x|^2 / n_0 and |x'|^2 / n_0, and the cosine of the angle between x and x'.</param>
    /// <param name="hiddenLayers">The depths L to report, not negative, ascending.</param>
    /// <param name="options">Progress and cancellation.</param>
    /// <param name="inputDimension">n_0; it matters under the standard parameterization only.</param>
    /// <returns>
    /// A point for each depth. Where a variance outgrows double precision and the activation has no asymptotes to go on with, the
    /// later points have the status <see cref="Numerics.SolveStatus.Overflow"/>, infinite kernels, and the correlations and
    /// ratios of the last layer that fits.
    /// </returns>
    /// <exception cref="ArgumentException">The list is empty, not ascending or has a negative entry, or the variances differ between layers.</exception>
    /// <exception cref="OverflowException">The variance of the first layer is too large for double precision.</exception>
    public static IReadOnlyList<DepthPoint> Run(
        Network network,
        GaussianPair inputs,
        IReadOnlyList<int> hiddenLayers,
        KernelOptions? options = null,
        int inputDimension = 1) =>
        Run(network, inputs, hiddenLayers, new SettledDuals(DualActivation.Of(network.Activation)), options, inputDimension);

    /// <summary>The same with tables that other pairs share.</summary>
    internal static IReadOnlyList<DepthPoint> Run(
        Network network,
        GaussianPair inputs,
        IReadOnlyList<int> hiddenLayers,
        SettledDuals duals,
        KernelOptions? options,
        int inputDimension)
    {
        Network uniform = UniformNetwork.Of(network);
        CheckDepths(hiddenLayers);
        CheckInputs(inputs);
        options ??= new KernelOptions();
        var pair = new DeepPair(uniform, inputs, inputDimension, duals);
        var points = new DepthPoint[hiddenLayers.Count];
        int last = hiddenLayers[^1];
        int layer = 0;
        for (int i = 0; i < points.Length; i++)
        {
            while (layer < hiddenLayers[i] && !pair.IsStationary)
            {
                layer++;
                pair.Step(layer, last);
                if (layer % LayersBetweenChecks == 0)
                {
                    options.CancellationToken.ThrowIfCancellationRequested();
                    options.Progress?.Report((double)layer / last);
                }
            }

            points[i] = pair.Report(hiddenLayers[i]);
        }

        options.Progress?.Report(1);
        return points;
    }

    /// <summary>Depths must not be negative, and must ascend.</summary>
    internal static void CheckDepths(IReadOnlyList<int> hiddenLayers)
    {
        ArgumentNullException.ThrowIfNull(hiddenLayers);
        if (hiddenLayers.Count == 0)
        {
            throw new ArgumentException("The list of depths is empty: give at least one number of hidden layers.", nameof(hiddenLayers));
        }

        for (int i = 0; i < hiddenLayers.Count; i++)
        {
            if (hiddenLayers[i] < 0)
            {
                throw new ArgumentException($"A number of hidden layers must not be negative, but it is {hiddenLayers[i]}.", nameof(hiddenLayers));
            }

            if (i > 0 && hiddenLayers[i] <= hiddenLayers[i - 1])
            {
                throw new ArgumentException(
                    $"The numbers of hidden layers must ascend, but {hiddenLayers[i]} comes after {hiddenLayers[i - 1]}.",
                    nameof(hiddenLayers));
            }
        }
    }

    private static void CheckInputs(GaussianPair inputs)
    {
        if (!(inputs.Variance1 >= 0 && inputs.Variance2 >= 0 && inputs.Variance1 + inputs.Variance2 < double.PositiveInfinity))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The variances of the inputs must be finite and not negative, but they are {inputs.Variance1:R} and {inputs.Variance2:R}."),
                nameof(inputs));
        }

        if (!(inputs.OneMinusCorrelation is >= 0 and <= 2 && inputs.OnePlusCorrelation is >= 0 and <= 2))
        {
            throw new ArgumentException(
                FormattableString.Invariant($"The correlation of the inputs must be in [-1, 1], but 1 - c is {inputs.OneMinusCorrelation:R} and 1 + c is {inputs.OnePlusCorrelation:R}."),
                nameof(inputs));
        }
    }
}
