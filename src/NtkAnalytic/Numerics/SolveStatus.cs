namespace NtkAnalytic.Numerics;

/// <summary>
/// How a computation ended, as a sentence a person can act on. Statuses are compared by reference: each is one of the
/// static members of this class.
/// </summary>
public sealed class SolveStatus
{
    private SolveStatus(string name, bool isSuccess, string advice)
    {
        Name = name;
        IsSuccess = isSuccess;
        Advice = advice;
    }

    /// <summary>The value meets the tolerance that was asked for.</summary>
    public static SolveStatus Converged { get; } = new("converged", true, "The value meets its tolerance.");

    /// <summary>A value was found, but its error estimate is above the tolerance.</summary>
    public static SolveStatus ToleranceNotMet { get; } = new(
        "tolerance-not-met",
        false,
        "The error estimate is above the tolerance: name every kink and jump of the activation, or ask for less accuracy.");

    /// <summary>The quantity is infinite there, for example the derivative dual of a jump at correlation 1 or -1.</summary>
    public static SolveStatus Diverges { get; } = new(
        "diverges",
        true,
        "The quantity is infinite here: an activation that jumps has no derivative dual at correlation 1 or -1, so its NTK has no diagonal.");

    /// <summary>The exact value is finite but larger than a double can hold.</summary>
    public static SolveStatus Overflow { get; } = new(
        "overflow",
        false,
        "The value is too large for double precision: lower the variances, the depth or the scale of the inputs.");

    /// <summary>A matrix that should be positive definite is not, within rounding.</summary>
    public static SolveStatus NotPositiveDefinite { get; } = new(
        "not-positive-definite",
        false,
        "The Gram matrix with its ridge is not positive definite within rounding, so its positive eigenvalues alone were used: add ridge, or remove repeated rows.");

    /// <summary>A linear system was solved, but its condition number leaves few correct digits.</summary>
    public static SolveStatus IllConditioned { get; } = new(
        "ill-conditioned",
        true,
        "The condition number leaves few correct digits in the weights: add ridge, remove nearly equal rows or use fewer layers.");

    /// <summary>A short name in kebab case, for tables and JSON.</summary>
    public string Name { get; }

    /// <summary>True when the value is the answer (an infinite limit is one), false when the computation fell short.</summary>
    public bool IsSuccess { get; }

    /// <summary>What happened and what to do about it.</summary>
    public string Advice { get; }

    /// <summary>The name of the status.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;

    /// <summary>The worse of two statuses: a failure before an infinite limit before a plain success.</summary>
    /// <param name="first">One status.</param>
    /// <param name="second">The other status; it is returned when both rank alike.</param>
    /// <returns>Whichever of the two a caller must hear of first.</returns>
    public static SolveStatus Worse(SolveStatus first, SolveStatus second) => first.Rank > second.Rank ? first : second;

    private int Rank => !IsSuccess ? 2 : ReferenceEquals(this, Converged) ? 0 : 1;
}
