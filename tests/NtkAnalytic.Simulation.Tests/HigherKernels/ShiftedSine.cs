namespace NtkAnalytic.Simulation.Tests.HigherKernels;

/// <summary>sin(x + 0.3): all derivatives, no parity.</summary>
internal sealed class ShiftedSine : Activation
{
    public override string Name => "shifted-sine";

    public override string Formula => "sin(x + 0.3)";

    public override int HighestDerivative => int.MaxValue;

    public override double Evaluate(double x) => Math.Sin(x + 0.3);

    public override double EvaluateDerivative(double x) => Math.Cos(x + 0.3);

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Math.Sin(x[i] + 0.3 + (order * Math.PI / 2));
        }
    }
}
