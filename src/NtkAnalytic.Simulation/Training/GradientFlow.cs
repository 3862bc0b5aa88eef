namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// d theta / dt = -grad L, integrated by an explicit embedded Runge-Kutta pair with steps of each network's own. The estimated error of a step
/// stays below AbsoluteTolerance + RelativeTolerance |theta - theta_0|, in the Euclidean norm of all parameters of the network.
/// </summary>
/// <remarks>
/// The error is held against the distance from the start because the parameters of a wide network hardly move relative to their
/// own norm. An explicit step is limited by stability to about 3.3 n / (lambda_max h), so long times on an ill-conditioned kernel take many steps whatever the tolerance.
/// </remarks>
public sealed record GradientFlow : TrainingMethod
{
    /// <summary>Gradient flow.</summary>
    /// <param name="relativeTolerance">Positive; below 1e-13 rounding takes over (1e-5 in single precision).</param>
    /// <param name="absoluteTolerance">Positive, in the units of the parameters.</param>
    /// <param name="maxSteps">The most steps, rejected ones included, that a network may take.</param>
    /// <exception cref="ArgumentException">A number is not positive and finite.</exception>
    public GradientFlow(double relativeTolerance, double absoluteTolerance, long maxSteps)
    {
        RelativeTolerance = CheckPositive(relativeTolerance, "The relative tolerance");
        AbsoluteTolerance = CheckPositive(absoluteTolerance, "The absolute tolerance");
        MaxSteps = maxSteps >= 1 ? maxSteps : throw new ArgumentException($"The number of steps must be at least 1, but it is {maxSteps}.", nameof(maxSteps));
    }

    /// <summary>Relative to the distance from the start.</summary>
    public double RelativeTolerance { get; }

    /// <summary>In the units of the parameters.</summary>
    public double AbsoluteTolerance { get; }

    /// <summary>The most steps, rejected ones included.</summary>
    public long MaxSteps { get; }

    /// <inheritdoc/>
    public override string Name => "gradient-flow";
}
