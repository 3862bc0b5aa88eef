namespace NtkAnalytic.Integrators;

/// <summary>How steps are chosen. There are no silent defaults. Immutable.</summary>
public abstract record StepControl
{
    private protected StepControl()
    {
    }

    /// <summary>
    /// Steps by their error: of each step, the largest |error_i| / (absolute + relative max(|y_i before|, |y_i after|)) is
    /// at most 1.
    /// </summary>
    /// <param name="relativeTolerance">Positive.</param>
    /// <param name="absoluteTolerance">Positive, in the units of y.</param>
    /// <param name="rule">How errors make steps; <see cref="StepRule.ProportionalIntegral"/> when none is given.</param>
    /// <returns>The control.</returns>
    /// <exception cref="ArgumentException">A tolerance is not positive and finite.</exception>
    public static StepControl Adaptive(double relativeTolerance, double absoluteTolerance, StepRule? rule = null) => new AdaptiveSteps(
        Positive(relativeTolerance, "The relative tolerance"),
        Positive(absoluteTolerance, "The absolute tolerance"),
        rule ?? StepRule.ProportionalIntegral);

    /// <summary>Steps of one length.</summary>
    /// <param name="step">Positive.</param>
    /// <returns>The control.</returns>
    /// <exception cref="ArgumentException">The step is not positive and finite.</exception>
    public static StepControl Fixed(double step) => new FixedSteps(Positive(step, "A step"));

    private static double Positive(double value, string what) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentException(FormattableString.Invariant($"{what} must be positive and finite, but it is {value:R}."));
}

internal sealed record AdaptiveSteps(double RelativeTolerance, double AbsoluteTolerance, StepRule Rule) : StepControl;

internal sealed record FixedSteps(double Step) : StepControl;
