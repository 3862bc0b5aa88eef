namespace NtkAnalytic.Integrators;

/// <summary>
/// Step sizes by proportional-integral control (Gustafsson; Hairer and Wanner, Solving Ordinary Differential Equations II, section IV.2, for
/// the exponents): a step whose error is e, with 1 the tolerance, is followed by one that is 0.9 e^-(1/q - 3 beta / 4) e_before^beta times
/// as long, q the exponent of the error, beta = 0.2 / q.
/// </summary>
internal sealed class ProportionalIntegralRule : StepRule
{
    private const double Safety = 0.9;
    private const double SmallestFactor = 0.2;
    private const double LargestFactor = 10;

    // An error far below the tolerance says nothing about the next one.
    private const double SmallestError = 1e-4;

    public override StepMemory Begin(double step) => new(step, SmallestError, false);

    public override StepMemory Judge(StepMemory memory, int exponent, double step, double error)
    {
        if (!(error <= 1))
        {
            double shrink = double.IsFinite(error) ? Math.Max(SmallestFactor, Safety * Math.Pow(error, -1.0 / exponent)) : SmallestFactor;
            return memory with { Step = step * shrink, IsRejected = true };
        }

        double beta = 0.2 / exponent;
        double counted = Math.Max(error, SmallestError);
        double factor = Safety * Math.Pow(counted, -((1.0 / exponent) - (0.75 * beta))) * Math.Pow(memory.Error, beta);
        factor = Math.Clamp(factor, SmallestFactor, memory.IsRejected ? 1 : LargestFactor);

        // A step that was cut to hit a time says only that the longer one before it need not be given up.
        double next = step < memory.Step ? Math.Max(step * factor, memory.Step) : step * factor;
        return new(next, counted, false);
    }
}
