namespace NtkAnalytic.Claims;

/// <summary>A statement of the literature that predicts numbers, and a measurement that judges it. Immutable.</summary>
public sealed class Claim
{
    private readonly Func<CancellationToken, Evidence> _measure;

    internal Claim(string id, Paper paper, string place, string printed, Func<CancellationToken, Evidence> measure)
    {
        Id = id;
        Paper = paper;
        Place = place;
        Printed = printed;
        _measure = measure;
    }

    /// <summary>The letter of the paper and a name in kebab case: <c>A.lemma-1</c>.</summary>
    public string Id { get; }

    /// <summary>Where it was published.</summary>
    public Paper Paper { get; }

    /// <summary>Where in the paper.</summary>
    public string Place { get; }

    /// <summary>The statement as printed, in the notation of this library.</summary>
    public string Printed { get; }

    /// <summary>The statement as it holds, where the printed one does not; null otherwise.</summary>
    public string? Corrected { get; internal init; }

    /// <summary>How it was measured, and what was converted between the paper's conventions and ours.</summary>
    public string Method { get; internal init; } = "";

    /// <summary>True when it takes longer than a test suite likes.</summary>
    public bool IsSlow { get; internal init; }

    /// <summary>Measures and judges.</summary>
    /// <param name="cancellationToken">Ends the measurement.</param>
    /// <returns>The claim with its evidence.</returns>
    /// <exception cref="OperationCanceledException">The measurement was cancelled.</exception>
    public ClaimResult Check(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ClaimResult(this, _measure(cancellationToken));
    }
}
