namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>What becomes of the outputs of a network in its NTK. The default is <see cref="Mean"/>.</summary>
public readonly record struct OutputTreatment
{
    private OutputTreatment(int? index, bool pairs)
    {
        Index = index;
        IsPairs = pairs;
    }

    /// <summary>(1/M) sum over i of Theta_ii, n x n: the kernel of the trace, and that of the output where there is one.</summary>
    public static OutputTreatment Mean => default;

    /// <summary>Theta_ij for every pair of outputs, n M x n M: output i of point p is row p M + i.</summary>
    public static OutputTreatment Pairs => new(null, true);

    /// <summary>The chosen output, or null.</summary>
    public int? Index { get; }

    /// <summary>Whether there is a block for every pair of outputs.</summary>
    public bool IsPairs { get; }

    /// <summary>Theta_ii of one output, n x n.</summary>
    /// <param name="index">i = 0..M - 1.</param>
    /// <returns>The treatment.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The index is negative.</exception>
    public static OutputTreatment Single(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        return new(index, false);
    }

    /// <summary>The treatment for people.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => IsPairs ? "every pair of outputs"
        : Index is { } index ? FormattableString.Invariant($"output {index}")
        : "the mean over outputs";

    /// <summary>The outputs that signals start from.</summary>
    internal int[] Chosen(int outputs) => Index is { } index ? [index] : [.. Enumerable.Range(0, outputs)];

    /// <summary>The number of entries that a point has in the kernel.</summary>
    internal int PerPoint(int outputs) => IsPairs ? outputs : 1;
}
