namespace NtkAnalytic.Integrators;

/// <summary>
/// One integration by one method: the state at the end of the last accepted step, an attempt at the next, and the path across the last
/// accepted step. All buffers are made with the object.
/// </summary>
public abstract class Stepper
{
    /// <summary>The present time.</summary>
    public abstract double Time { get; }

    /// <summary>y at <see cref="Time"/>.</summary>
    public abstract ReadOnlySpan<double> State { get; }

    /// <summary>F at <see cref="Time"/>.</summary>
    public abstract ReadOnlySpan<double> Derivative { get; }

    /// <summary>y at the end of the attempt.</summary>
    public abstract ReadOnlySpan<double> Proposal { get; }

    /// <summary>The estimated error of <see cref="Proposal"/>, component by component.</summary>
    public abstract ReadOnlySpan<double> Error { get; }

    /// <summary>What has been done so far.</summary>
    public abstract StepperWork Work { get; }

    /// <summary>Begins at a point.</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y.</param>
    public abstract void Start(double time, ReadOnlySpan<double> state);

    /// <summary>Tries a step from <see cref="State"/>.</summary>
    /// <param name="step">h, positive.</param>
    /// <param name="scale">
    /// What an error of each component is held against (absolute plus relative tolerance); an implicit method ends its iteration well
    /// below it. Empty under fixed steps: iterations then go to rounding.
    /// </param>
    /// <returns>False when there is no proposal: an iteration did not converge, or a number is not finite.</returns>
    public abstract bool Attempt(double step, ReadOnlySpan<double> scale);

    /// <summary>Moves to the proposal.</summary>
    public abstract void Accept();

    /// <summary>
    /// The path across the last accepted step, of order <see cref="IntegrationMethod.DenseOrder"/>; after <see cref="Accept"/> and before the
    /// next attempt.
    /// </summary>
    /// <param name="fraction">0 at the start of the step, 1 at its end.</param>
    /// <param name="state">Receives y.</param>
    public abstract void Interpolate(double fraction, Span<double> state);
}

/// <summary>Counts of a <see cref="Stepper"/>.</summary>
/// <param name="Evaluations">Of the field, differences for a Jacobian included.</param>
/// <param name="Linearisations">Jacobians.</param>
/// <param name="Factorisations">Decompositions of 1 - c J.</param>
/// <param name="Solves">Linear systems.</param>
public readonly record struct StepperWork(long Evaluations, long Linearisations, long Factorisations, long Solves);
