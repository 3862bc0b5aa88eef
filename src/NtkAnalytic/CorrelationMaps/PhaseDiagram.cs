using NtkAnalytic.Kernels;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>The phases of an activation over a grid of sigma_w^2 and sigma_b^2.</summary>
public sealed class PhaseDiagram
{
    private PhaseDiagram(Activation activation, double[] weightVariances, double[] biasVariances, PhaseCell[] cells, long evaluations)
    {
        Activation = activation;
        WeightVariances = weightVariances;
        BiasVariances = biasVariances;
        Cells = cells;
        Evaluations = evaluations;
    }

    /// <summary>phi.</summary>
    public Activation Activation { get; }

    /// <summary>sigma_w^2, ascending.</summary>
    public IReadOnlyList<double> WeightVariances { get; }

    /// <summary>sigma_b^2, ascending.</summary>
    public IReadOnlyList<double> BiasVariances { get; }

    /// <summary>How many variances the variance maps, and how many pairs the correlation maps were evaluated at.</summary>
    public long Evaluations { get; }

    /// <summary>The cells, row by row: index = weight index * number of bias variances + bias index.</summary>
    public IReadOnlyList<PhaseCell> Cells { get; }

    /// <summary>Computes the diagram; the same to the bit on any number of threads.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="weightVariances">sigma_w^2, ascending.</param>
    /// <param name="biasVariances">sigma_b^2, ascending.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    /// <returns>The diagram: each cell is the <see cref="PhaseAnalysis"/> of its variances.</returns>
    /// <exception cref="ArgumentException">A list is empty or not ascending, or a variance is negative or not finite.</exception>
    /// <exception cref="OperationCanceledException">The computation was cancelled.</exception>
    public static PhaseDiagram Compute(
        Activation activation,
        IReadOnlyList<double> weightVariances,
        IReadOnlyList<double> biasVariances,
        KernelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(activation);
        double[] weights = Check(weightVariances, "weight", nameof(weightVariances));
        double[] biases = Check(biasVariances, "bias", nameof(biasVariances));
        options ??= new KernelOptions();
        var cells = new PhaseCell[weights.Length * biases.Length];
        int finished = 0;
        long evaluations = 0;
        Parallel.For(
            0,
            weights.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = options.MaxDegreeOfParallelism,
                CancellationToken = options.CancellationToken,
            },
            row =>
            {
                for (int column = 0; column < biases.Length; column++)
                {
                    options.CancellationToken.ThrowIfCancellationRequested();
                    var analysis = new PhaseAnalysis(activation, weights[row], biases[column]);
                    cells[(row * biases.Length) + column] = PhaseCell.Of(analysis);
                    Interlocked.Add(ref evaluations, analysis.VarianceMap.Evaluations + (analysis.CorrelationMap?.Evaluations ?? 0));
                }

                options.Progress?.Report((double)Interlocked.Increment(ref finished) / weights.Length);
            });
        return new PhaseDiagram(activation, weights, biases, cells, evaluations);
    }

    private static double[] Check(IReadOnlyList<double> variances, string what, string parameter)
    {
        ArgumentNullException.ThrowIfNull(variances, parameter);
        if (variances.Count == 0)
        {
            throw new ArgumentException($"There must be at least one {what} variance.", parameter);
        }

        for (int i = 0; i < variances.Count; i++)
        {
            VarianceArguments.Check(variances[i], FormattableString.Invariant($"The {what} variance number {i + 1}"), parameter);
            if (i > 0 && variances[i] <= variances[i - 1])
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"The {what} variances must ascend, but {variances[i]:R} follows {variances[i - 1]:R}."),
                    parameter);
            }
        }

        return [.. variances];
    }
}
