namespace NtkAnalytic.Simulation.Training;

/// <summary>A learning rate: a number, or a share of the largest stable rate of each network at its start.</summary>
/// <param name="Value">Positive and finite.</param>
/// <param name="IsRelative">True for a share of the largest stable rate.</param>
public readonly record struct LearningRate(double Value, bool IsRelative)
{
    /// <summary>The factor of the gradient.</summary>
    /// <param name="rate">Positive and finite.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentException">It is not positive and finite.</exception>
    public static LearningRate Absolute(double rate) => new(Check(rate), false);

    /// <summary>
    /// A share of the largest rate at which descent is stable in the kernel regime, 2 n / (lambda_max(Theta_0) h), where Theta_0 is the
    /// nM x nM tangent kernel of the n training points and h is <see cref="TrainingLoss.LargestCurvature"/>; with heavy-ball momentum mu that is
    /// multiplied by 1 + mu, with Nesterov's by (1 + mu) / (1 + 2 mu).
    /// </summary>
    /// <param name="share">Positive and finite; stable below 1.</param>
    /// <returns>The rate.</returns>
    /// <exception cref="ArgumentException">It is not positive and finite.</exception>
    public static LearningRate OfLargestStable(double share) => new(Check(share), true);

    private static double Check(double value) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException($"A learning rate must be positive and finite, but it is {value:R}.", nameof(value));
}
