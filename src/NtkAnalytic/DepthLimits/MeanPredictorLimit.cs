using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;

namespace NtkAnalytic.DepthLimits;

/// <summary>What the weights of kernel regression, Theta(x, X) Theta(X, X)^-1, become at infinite depth.</summary>
public enum MeanPredictorKind
{
    /// <summary>The same for all new inputs, up to their norms: nothing about the data is left.</summary>
    DataIndependent,

    /// <summary>They depend on the data and sum to 1: kriging with the limit of the angles.</summary>
    Kriging,

    /// <summary>They vanish.</summary>
    Zero,

    /// <summary>Not known for this network.</summary>
    Unknown,
}

/// <summary>The limit of the mean predictor of the NTK at infinite depth, without ridge.</summary>
/// <param name="Kind">What kind of limit it is.</param>
/// <param name="Weights">
/// k x n, a row for each new input: its prediction is the product with the targets. A new input that is a training row gets that
/// row's unit vector. Null when unknown.
/// </param>
/// <param name="Explanation">The reason, in a sentence or two.</param>
public sealed record MeanPredictorLimit(MeanPredictorKind Kind, Matrix<double>? Weights, string Explanation)
{
    /// <summary>The limit for some training rows and new rows.</summary>
    /// <remarks>
    /// Where the normalised NTK of different inputs tends to a number r &lt; 1, Theta tends to a multiple of
    /// (1 - r) diag(m) + r m with m the covariances of deep layers, which data no longer tell apart but by their norms. Where r = 1
    /// the limit is that of the differences: kriging (see <see cref="KrigingLimit"/>).
    /// </remarks>
    /// <param name="network">The network, with the same variances in all layers after the first; its number of hidden layers does not matter.</param>
    /// <param name="training">X, n x n_0, no two rows alike.</param>
    /// <param name="inputs">k x n_0, the new inputs.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>The limit.</returns>
    /// <exception cref="ArgumentException">Shapes differ, entries are not finite, or two training rows coincide.</exception>
    public static MeanPredictorLimit Of(Network network, Matrix<double> training, Matrix<double> inputs, KernelOptions? options = null)
    {
        Network uniform = UniformNetwork.Of(network);
        var known = new RowPairs(training, nameof(training));
        var asked = new RowPairs(inputs, nameof(inputs));
        if (training.ColumnCount != inputs.ColumnCount)
        {
            throw new ArgumentException($"Training rows and inputs must have the same length, but they have {training.ColumnCount} and {inputs.ColumnCount}.", nameof(inputs));
        }

        var twins = new RowTwins(uniform, known);
        if (twins.FirstPair() is { } pair)
        {
            return pair.SameRow
                ? throw new ArgumentException($"The training rows {pair.First} and {pair.Second} coincide: their Gram matrix is singular at every depth.", nameof(training))
                : Unknown($"The network cannot tell the training rows {pair.First} and {pair.Second} apart, but for a factor: their Gram matrix is singular at every depth.");
        }

        // An input of zero says nothing about the others where layers scale.
        bool scales = HomogeneousLines.Exactly(uniform.Activation) is not null;
        double[] variances = [.. known.FirstVariances(uniform).Concat(asked.FirstVariances(uniform)).Where(q => q > 0 || !scales).DefaultIfEmpty(0)];
        var smallest = DepthAsymptotics.Of(uniform, variances.Min());
        var largest = DepthAsymptotics.Of(uniform, variances.Max());
        if (smallest.NormalizedNtk is not { } law || !ShareTheirLimit(uniform, smallest, largest))
        {
            return Unknown($"No limit is known. {smallest.Explanation}");
        }

        MeanPredictorLimit limit = law.Limit == 0 ? Zero(training.RowCount, inputs.RowCount)
            : law.Base == 1 ? DataIndependent(uniform, law, known, asked)
            : KrigingLimit.Of(smallest, uniform, known, asked, options ?? new KernelOptions());
        if (limit.Weights is { } weights)
        {
            twins.Apply(asked, weights);
        }

        return limit;
    }

    internal static MeanPredictorLimit Unknown(string explanation) => new(MeanPredictorKind.Unknown, null, explanation);

    // Inputs of different norms: homogeneous activations keep the norms as factors, others must forget them.
    private static bool ShareTheirLimit(Network network, DepthAsymptotics smallest, DepthAsymptotics largest)
    {
        if (RowPairs.AreOneNorm(smallest.Phase.VarianceLimit.Start, largest.Phase.VarianceLimit.Start))
        {
            return true;
        }

        if (largest.NormalizedNtk is null)
        {
            return false;
        }

        // One fixed point reached from two sides comes out equal but for rounding; two infinities do not compare.
        return HomogeneousLines.Exactly(network.Activation) is not null
            || (smallest.Variance is { } variance
                && largest.Variance is { } last
                && Math.Abs(variance.Limit - last.Limit) <= 1e-9 * variance.Limit);
    }

    private static MeanPredictorLimit Zero(int count, int asked) => new(
        MeanPredictorKind.Zero,
        Matrix<double>.Build.Dense(asked, count),
        "The diagonal of the NTK outgrows its other entries: the prediction at a new input tends to 0.");

    // Theta(x, x') ~ (r or 1) m with m = sqrt(Q Q') + f: Q is what is left of the norm, f the bias gradients where they keep up.
    private static MeanPredictorLimit DataIndependent(Network network, DepthLaw law, RowPairs known, RowPairs asked)
    {
        double ratio = law.Limit;
        if (ratio == 1 && law.Coefficient is null)
        {
            return Unknown("All entries of the NTK become alike, and how they differ on the way is not known.");
        }

        double[] roots = Roots(network, known);
        double[] newRoots = Roots(network, asked);
        if (Array.Exists(roots, root => root == 0))
        {
            return Unknown("A training row of zeros makes the Gram matrix singular at every depth.");
        }

        int count = roots.Length;
        Matrix<double> weights;
        if (RatiosOfNorms(network, ratio) is { } entry)
        {
            double[] variances = known.FirstVariances(network);
            double[] newVariances = asked.FirstVariances(network);
            Matrix<double> gram = Matrix<double>.Build.Dense(count, count, (i, j) => entry(variances[i], variances[j], i == j));
            Matrix<double> cross = Matrix<double>.Build.Dense(count, newRoots.Length, (i, k) => entry(variances[i], newVariances[k], false));
            weights = gram.LU().Solve(cross).Transpose();
        }
        else
        {
            // Sherman and Morrison: r 1^T ((1 - r) I + r 11^T)^-1 = r / (1 - r + n r) 1^T.
            double weight = ratio / (1 - ratio + (count * ratio));
            weights = Matrix<double>.Build.Dense(newRoots.Length, count, (k, i) => newRoots[k] / roots[i] * weight);
        }

        return new MeanPredictorLimit(
            MeanPredictorKind.DataIndependent,
            weights,
            FormattableString.Invariant($"The normalised NTK of different inputs tends to r = {ratio:G6} for all of them, so that the weights of a new input depend on norms alone; for inputs of one norm they are r / (1 - r + n r)."));
    }

    // sqrt Q: the norm (with the bias's share of the growing variance) where layers scale, 1 where all variances meet.
    private static double[] Roots(Network network, RowPairs rows)
    {
        double[] variances = rows.FirstVariances(network);
        if (HomogeneousLines.Exactly(network.Activation) is not { } lines)
        {
            return [.. variances.Select(_ => 1.0)];
        }

        double bias = network.BiasVariance(2);
        double a = lines.Growth(network.WeightVariance(2));
        bool skip = network.Architecture != Architecture.FullyConnected;
        bool meets = !skip && (a < 1 || (a == 1 && bias > 0));
        double excess = skip ? a : a - 1;
        return [.. variances.Select(variance => meets ? 1.0 : Math.Sqrt(variance + (bias == 0 ? 0 : bias / excess)))];
    }

    // At a = 1, entries that are no product of factors of the rows, by their first variances: without bias a layer adds
    // share * q and f, for good; with bias the difference of the variances counts.
    private static Func<double, double, bool, double>? RatiosOfNorms(Network network, double ratio)
    {
        if (network.Architecture != Architecture.FullyConnected
            || HomogeneousLines.Exactly(network.Activation) is not { } lines
            || lines.Growth(network.WeightVariance(2)) != 1)
        {
            return null;
        }

        double bias = network.BiasVariance(2);
        if (bias > 0)
        {
            double kink = -lines.Expansion(1).Coefficient(1.5);
            return (first, second, same) => same ? 1 : MarginalRatio.Of(kink, (first - second) / bias);
        }

        return LayerTerms.Of(network, 0) is { Share: { } share, BiasGradient: > 0 } terms
            ? (first, second, same) => (same ? 1 : ratio) * ((share * Math.Sqrt(first) * Math.Sqrt(second)) + terms.BiasGradient)
            : null;
    }
}
