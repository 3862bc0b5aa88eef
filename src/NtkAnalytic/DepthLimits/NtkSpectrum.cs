using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.DepthLimits;

/// <summary>The spectrum of an NTK Gram matrix at one depth.</summary>
/// <param name="HiddenLayers">L.</param>
/// <param name="LogScale">log of the factor taken out of the matrix, so that its mean diagonal is 1.</param>
/// <param name="Eigenvalues">The eigenvalues of the matrix of mean diagonal 1, ascending.</param>
/// <param name="ConditionNumber">Largest over smallest; +infinity when the smallest is not positive within rounding.</param>
public sealed record NtkSpectrum(int HiddenLayers, double LogScale, IReadOnlyList<double> Eigenvalues, double ConditionNumber)
{
    private const double Epsilon = 2.220446049250313e-16;

    /// <summary>The spectra of the NTK Gram matrix of some inputs against depth (Xiao, Pennington and Schoenholz, arXiv 1912.13053).</summary>
    /// <param name="network">The network; its own number of hidden layers does not matter, its variances must be the same in all layers after the first, which sets the start.</param>
    /// <param name="inputs">n x n_0, a row an input.</param>
    /// <param name="hiddenLayers">The depths, not negative, ascending.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>
    /// A spectrum for each depth. An activation that jumps has an infinite diagonal: its scale is infinite, the matrix of mean
    /// diagonal 1 the identity.
    /// </returns>
    /// <exception cref="ArgumentException">The inputs are empty or not finite, the depths do not ascend, or the variances differ between layers.</exception>
    /// <exception cref="OverflowException">A variance outgrows double precision and the activation has no asymptotes to go on with.</exception>
    public static IReadOnlyList<NtkSpectrum> Compute(
        Network network,
        Matrix<double> inputs,
        IReadOnlyList<int> hiddenLayers,
        KernelOptions? options = null)
    {
        Network uniform = UniformNetwork.Of(network);
        DepthRecursion.CheckDepths(hiddenLayers);
        options ??= new KernelOptions();
        var spectra = new NtkSpectrum[hiddenLayers.Count];
        var beyond = new List<int>();
        for (int i = 0; i < spectra.Length; i++)
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            if (PlainGram(UniformNetwork.AtDepth(uniform, hiddenLayers[i]), inputs, options) is { } gram)
            {
                spectra[i] = Of(hiddenLayers[i], gram, 0);
                options.Progress?.Report((i + 1.0) / spectra.Length);
            }
            else
            {
                beyond.Add(i);
            }
        }

        if (beyond.Count > 0)
        {
            DeepGram[] grams = DeepGram.Compute(uniform, inputs, [.. beyond.Select(i => hiddenLayers[i])], options);
            for (int k = 0; k < grams.Length; k++)
            {
                spectra[beyond[k]] = Of(hiddenLayers[beyond[k]], grams[k].Matrix, grams[k].LogScale);
            }
        }

        return spectra;
    }

    /// <summary>
    /// The limit of the condition number at infinite depth for n inputs of one norm: (n + 2)/2 at the edge of chaos for smooth
    /// activations, (n + 3)/3 with kinks, 1 in the smooth chaotic phase, +infinity in the ordered phase; null where it is not known.
    /// </summary>
    /// <remarks>The matrix tends to a multiple of (1 - r) I + r 11^T, r the limit of the normalised NTK.</remarks>
    /// <param name="asymptotics">Of the network.</param>
    /// <param name="count">n.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentException">n is not positive.</exception>
    public static double? ConditionNumberLimit(DepthAsymptotics asymptotics, int count)
    {
        ArgumentNullException.ThrowIfNull(asymptotics);
        if (count < 1)
        {
            throw new ArgumentException($"The number of inputs must be positive, but it is {count}.", nameof(count));
        }

        return asymptotics.NormalizedNtk is not { } law ? null
            : count == 1 ? 1
            : law.Limit == 1 ? double.PositiveInfinity
            : 1 + (count * law.Limit / (1 - law.Limit));
    }

    // Null where the entries leave the range of doubles.
    private static Matrix<double>? PlainGram(Network network, Matrix<double> inputs, KernelOptions options)
    {
        try
        {
            Matrix<double> gram = new Kernel(network).Gram(inputs, KernelKinds.Ntk, options with { Progress = null }).Ntk!;
            double mean = gram.Diagonal().Average();
            return mean is > 1e-280 and < 1e280 ? gram : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static NtkSpectrum Of(int hiddenLayers, Matrix<double> gram, double logScale)
    {
        double mean = gram.Diagonal().Average();
        if (mean == 0)
        {
            return new NtkSpectrum(hiddenLayers, double.NegativeInfinity, new double[gram.RowCount], double.PositiveInfinity);
        }

        double[] eigenvalues = [.. (gram / mean).Evd(Symmetricity.Symmetric).EigenValues.Select(value => value.Real).Order()];
        double largest = eigenvalues[^1];
        return new NtkSpectrum(
            hiddenLayers,
            logScale + Math.Log(mean),
            eigenvalues,
            eigenvalues[0] <= eigenvalues.Length * Epsilon * largest ? double.PositiveInfinity : largest / eigenvalues[0]);
    }
}
