namespace NtkAnalytic.Kernels;

/// <summary>How a kernel matrix is computed; the numbers do not depend on the number of threads.</summary>
public sealed record KernelOptions
{
    /// <summary>At most so many threads; all cores by default.</summary>
    public int MaxDegreeOfParallelism { get; init; } = Environment.ProcessorCount;

    /// <summary>Ends the computation between two tiles with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Hears the finished share of the work, from 0 to 1, from any thread.</summary>
    public IProgress<double>? Progress { get; init; }
}
