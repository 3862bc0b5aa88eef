namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>How long computations of a <see cref="NetworkSample"/> are followed and stopped.</summary>
public sealed record SampleOptions
{
    /// <summary>Told the share that is done, 0 to 1, after each block of points.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Looked at before each block of points.</summary>
    public CancellationToken CancellationToken { get; init; }
}
