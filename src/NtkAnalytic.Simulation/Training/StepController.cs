namespace NtkAnalytic.Simulation.Training;

/// <summary>
/// The step sizes of a batch by proportional-integral control (Hairer, Norsett and Wanner, Solving Ordinary Differential Equations I, 2nd
/// ed., section IV.2 of part II for the exponents): a step whose error is e (1 is the tolerance) is followed by one that is
/// 0.9 e^-(1/k - 3 beta / 4) e_before^beta times as long, k the order, beta = 0.2 / k; each network has its own.
/// </summary>
internal sealed class StepController(int networks, int order)
{
    private const double Safety = 0.9;
    private const double SmallestFactor = 0.2;
    private const double LargestFactor = 10;

    // An error far below the tolerance says nothing about the next one.
    private const double SmallestError = 1e-4;

    private readonly double _beta = 0.2 / order;

    /// <summary>The next step size of each network, before it is cut to hit a time.</summary>
    public double[] Steps { get; } = new double[networks];

    /// <summary>The error of the last accepted step of each network.</summary>
    public double[] Errors { get; } = [.. Enumerable.Repeat(SmallestError, networks)];

    /// <summary>1 where the last step was rejected: the next may not be longer.</summary>
    public double[] Rejections { get; } = new double[networks];

    /// <summary>Judges a step and chooses the next.</summary>
    /// <param name="network">Of which network.</param>
    /// <param name="step">The step that was taken.</param>
    /// <param name="error">Its error over its tolerance; NaN or infinite when it left the range of numbers.</param>
    /// <returns>Whether it is accepted.</returns>
    public bool Judge(int network, double step, double error)
    {
        if (!(error <= 1))
        {
            double shrink = double.IsFinite(error) ? Math.Max(SmallestFactor, Safety * Math.Pow(error, -1.0 / order)) : SmallestFactor;
            Steps[network] = step * shrink;
            Rejections[network] = 1;
            return false;
        }

        double counted = Math.Max(error, SmallestError);
        double factor = Safety * Math.Pow(counted, -((1.0 / order) - (0.75 * _beta))) * Math.Pow(Errors[network], _beta);
        factor = Math.Clamp(factor, SmallestFactor, Rejections[network] == 1 ? 1 : LargestFactor);

        // A step that was cut to hit a time says only that the longer one before it need not be given up.
        Steps[network] = step < Steps[network] ? Math.Max(step * factor, Steps[network]) : step * factor;
        Errors[network] = counted;
        Rejections[network] = 0;
        return true;
    }
}
