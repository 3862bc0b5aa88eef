namespace NtkAnalytic.Activations;

/// <summary>phi(x) = low for x &lt; 0 and high for x > 0: the step (0, 1) and the sign (-1, 1). At 0 it is the mean of the two.</summary>
internal sealed class TwoLevel : Activation
{
    public TwoLevel(string name, double low, double high)
    {
        Name = name;
        Low = low;
        High = high;
        Breakpoints = low == high ? [] : [new Breakpoint(0, high - low, 0)];
    }

    public double Low { get; }

    public double High { get; }

    public override string Name { get; }

    public override string Formula => FormattableString.Invariant($"{Low:R} for x < 0, {High:R} for x > 0");

    public override IReadOnlyList<Breakpoint> Breakpoints { get; }

    public override int? HomogeneityDegree => 0;

    public override Parity Parity => Low == -High ? Parity.Odd : Low == High ? Parity.Even : Parity.None;

    public override double Evaluate(double x) => x > 0 ? High : x < 0 ? Low : (Low + High) / 2;

    public override double EvaluateDerivative(double x) => 0;
}
