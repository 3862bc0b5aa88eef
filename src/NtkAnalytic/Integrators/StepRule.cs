namespace NtkAnalytic.Integrators;

/// <summary>
/// From the error of a step to its acceptance and to the next step. A rule is a pure function of what it remembers, so one object serves
/// many integrations. A rule of one's own derives from this class.
/// </summary>
public abstract class StepRule
{
    /// <summary>Proportional-integral control.</summary>
    public static StepRule ProportionalIntegral { get; } = new ProportionalIntegralRule();

    /// <summary>Where a rule begins.</summary>
    /// <param name="step">The first step.</param>
    /// <returns>The memory before it.</returns>
    public abstract StepMemory Begin(double step);

    /// <summary>Judges a step and chooses the next.</summary>
    /// <param name="memory">Before the step.</param>
    /// <param name="exponent">q: the estimated error is O(h^q).</param>
    /// <param name="step">The step that was taken: that of the memory, or another one because a time had to be hit.</param>
    /// <param name="error">Its error over its tolerance; NaN when there was no proposal, and that step is not accepted whatever is returned.</param>
    /// <returns>The memory after the step: its verdict, and the step to take next.</returns>
    public abstract StepMemory Judge(StepMemory memory, int exponent, double step, double error);
}

/// <summary>What a <see cref="StepRule"/> remembers.</summary>
/// <param name="Step">The next step.</param>
/// <param name="Error">Of the last accepted step, over its tolerance.</param>
/// <param name="IsRejected">Whether the last step was rejected.</param>
public readonly record struct StepMemory(double Step, double Error, bool IsRejected);
