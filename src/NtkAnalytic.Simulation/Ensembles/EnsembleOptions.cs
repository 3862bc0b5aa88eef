namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>How far an ensemble is sampled, and what is kept of it.</summary>
public sealed record EnsembleOptions
{
    /// <summary>The largest number of networks, at least 1.</summary>
    public required int Samples { get; init; }

    /// <summary>
    /// The wanted standard error of every mean (NNGP and NTK, on the diagonal and off it): sampling ends at the first network, from the 100th
    /// on, at which all have it. Null for none.
    /// </summary>
    public double? StandardError { get; init; }

    /// <summary>The same, as a multiple of the mean on the kernel's diagonal. Null for none; with both, either ends the sampling.</summary>
    public double? RelativeStandardError { get; init; }

    /// <summary>A file to save the state to, from time to time and at the end; null for none.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>A file with the state to go on from; null to begin at the first network.</summary>
    public string? Resume { get; init; }

    /// <summary>The numbers that a batch of networks may take, parameters included; one network is computed even if it takes more.</summary>
    internal long WorkElements { get; init; } = 1 << 20;

    /// <summary>Checks the numbers.</summary>
    internal void Check()
    {
        if (Samples < 1)
        {
            throw new ArgumentException($"An ensemble has at least 1 network, but {Samples} were asked for.");
        }

        Check(StandardError, "A standard error");
        Check(RelativeStandardError, "A relative standard error");
    }

    private static void Check(double? error, string what)
    {
        if (error is { } value && !(value > 0 && double.IsFinite(value)))
        {
            throw new ArgumentException(FormattableString.Invariant($"{what} must be positive and finite, but it is {value:R}."));
        }
    }
}
