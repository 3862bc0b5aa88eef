using NtkAnalytic.Simulation.Statistics;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>Truncation errors at the last time, and sizes at the start, as powers of the width, over several networks of each width. Immutable.</summary>
public sealed class TruncationScaling
{
    private readonly double[] _widths;

    private TruncationScaling(IReadOnlyList<int> widths, IReadOnlyList<IReadOnlyList<TruncationRun>> runs)
    {
        Widths = widths;
        Runs = runs;
        _widths = [.. widths.Select(width => (double)width)];
    }

    /// <summary>m, ascending.</summary>
    public IReadOnlyList<int> Widths { get; }

    /// <summary>The networks of each width.</summary>
    public IReadOnlyList<IReadOnlyList<TruncationRun>> Runs { get; }

    /// <summary>Compares several networks of each width with their hierarchies. All networks are independent: each has a number of its own.</summary>
    /// <param name="problem">What is learnt; the network's own widths are not used.</param>
    /// <param name="widths">m: ascending, at least two.</param>
    /// <param name="networks">Networks of each width, at least 1.</param>
    /// <param name="options">Orders, times, accuracy; the network's number is that of the first.</param>
    /// <returns>The runs; of a cancelled study those of whole widths.</returns>
    /// <exception cref="ArgumentException">Widths do not ascend or are fewer than two, or as for <see cref="TruncationStudy.Compare"/>.</exception>
    public static TruncationScaling Measure(TruncationProblem problem, IReadOnlyList<int> widths, int networks, TruncationOptions options)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(widths);
        ArgumentNullException.ThrowIfNull(options);
        if (widths.Count < 2 || widths[0] < 1 || widths.Zip(widths.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new ArgumentException($"At least two widths are compared, ascending from 1 or more, but these were given: {string.Join(", ", widths)}.", nameof(widths));
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(networks, 1);
        var progress = new ShareOfWork(options.Progress, widths.Count * networks);
        List<IReadOnlyList<TruncationRun>> runs = [];
        try
        {
            for (int w = 0; w < widths.Count; w++)
            {
                uint first = options.Network + (uint)(w * networks);
                TruncationProblem sized = problem.WithWidth(widths[w]);
                TruncationRun[] sample =
                [
                    .. Enumerable.Range(0, networks).Select(i =>
                        TruncationStudy.Compare(sized, options with { Network = first + (uint)i, Progress = progress.Next() })),
                ];
                options.CancellationToken.ThrowIfCancellationRequested();
                runs.Add(sample);
            }
        }
        catch (OperationCanceledException) when (options.CancellationToken.IsCancellationRequested)
        {
            // Whole widths are an answer.
        }

        return new TruncationScaling([.. widths.Take(runs.Count)], runs);
    }

    /// <summary>The error of the outputs of an order.</summary>
    /// <param name="order">p.</param>
    /// <returns>The law; null where a width is missing, a run did not end, or an error is 0.</returns>
    public PowerLaw? OfOutputs(int order) => AtEnd(record => record.Of(order).Output);

    /// <summary>The error of the test predictions of an order.</summary>
    /// <inheritdoc cref="OfOutputs"/>
    public PowerLaw? OfTestOutputs(int order) => AtEnd(record => record.Of(order).Test ?? double.NaN);

    /// <summary>The error of the kernel of an order.</summary>
    /// <inheritdoc cref="OfOutputs"/>
    public PowerLaw? OfKernel(int order) => AtEnd(record => record.Of(order).Kernel);

    /// <summary>||K_t - K_0|| / ||K_0|| of the trained networks.</summary>
    /// <returns>The law; null as for <see cref="OfOutputs"/>.</returns>
    public PowerLaw? OfKernelChange() => AtEnd(record => record.KernelChange);

    /// <summary>||K^(r)_0||.</summary>
    /// <param name="order">r.</param>
    /// <returns>The law; null where the kernels were not stored.</returns>
    public PowerLaw? OfKernelNorm(int order) => Fit(run => order - 2 < run.KernelNorms.Count ? run.KernelNorms[order - 2] : double.NaN);

    private PowerLaw? AtEnd(Func<TruncationRecord, double> quantity) =>
        Fit(run => run is { IsSuccess: true, Records.Count: > 0 } ? quantity(run.Records[^1]) : double.NaN);

    private PowerLaw? Fit(Func<TruncationRun, double> quantity)
    {
        double[][] values = [.. Runs.Select(sample => sample.Select(quantity).ToArray())];
        return values.Length < 2 || values.Any(sample => sample.Any(value => !(value > 0) || double.IsInfinity(value))) ? null : PowerLaw.Fit(_widths, values);
    }
}
