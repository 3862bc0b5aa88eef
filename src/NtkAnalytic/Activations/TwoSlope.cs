namespace NtkAnalytic.Activations;

/// <summary>phi(x) = a x for x &gt; 0 and b x for x &lt; 0: relu, leaky relu, abs and the identity.</summary>
internal sealed class TwoSlope : Activation
{
    public TwoSlope(string name, double negativeSlope, double positiveSlope)
    {
        Name = name;
        NegativeSlope = negativeSlope;
        PositiveSlope = positiveSlope;
        Breakpoints = negativeSlope == positiveSlope ? [] : [new Breakpoint(0, 0, positiveSlope - negativeSlope)];
    }

    public double NegativeSlope { get; }

    public double PositiveSlope { get; }

    public override string Name { get; }

    public override string Formula => (NegativeSlope, PositiveSlope) switch
    {
        (0, 1) => "max(0, x)",
        (-1, 1) => "|x|",
        (1, 1) => "x",
        _ => FormattableString.Invariant($"{PositiveSlope:R} x for x > 0, {NegativeSlope:R} x for x < 0"),
    };

    public override IReadOnlyList<Breakpoint> Breakpoints { get; }

    public override int? HomogeneityDegree => 1;

    public override Parity Parity =>
        PositiveSlope == NegativeSlope ? Parity.Odd : PositiveSlope == -NegativeSlope ? Parity.Even : Parity.None;

    public override int HighestDerivative => Breakpoints.Count == 0 ? int.MaxValue : 1;

    public override double Evaluate(double x) => x > 0 ? PositiveSlope * x : NegativeSlope * x;

    public override double EvaluateDerivative(double x) =>
        x > 0 ? PositiveSlope : x < 0 ? NegativeSlope : (PositiveSlope + NegativeSlope) / 2;

    // Asked for of a straight line only.
    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination) => destination[..x.Length].Clear();
}
