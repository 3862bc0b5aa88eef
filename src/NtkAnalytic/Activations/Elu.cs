namespace NtkAnalytic.Activations;

/// <summary>
/// phi(x) = s x for x &gt; 0 and s alpha (e^x - 1) for x &lt; 0: elu for s = 1 (Clevert, Unterthiner and Hochreiter, arXiv
/// 1511.07289), selu for the two constants of Klambauer et al. (arXiv 1706.02515).
/// </summary>
/// <remarks>At 0 phi' jumps by s (1 - alpha); for alpha = 1 only phi'' jumps, so 0 is a breakpoint whatever alpha is.</remarks>
internal sealed class Elu(string name, double alpha, double scale) : DecayActivation<Elu.EluForm>(name, new EluForm(alpha, scale))
{
    /// <summary>alpha of selu: with <see cref="SeluScale"/> the standard normal keeps mean 0 and variance 1.</summary>
    public const double SeluAlpha = 1.6732632423543772848170429916717;

    /// <summary>s of selu.</summary>
    public const double SeluScale = 1.0507009873554804934193349852946;

    private static string Factor(double value) => value == 1 ? "" : FormattableString.Invariant($"{value:R} ");

    public override string Formula =>
        $"{Factor(Form.Scale)}x for x > 0, {Factor(Form.Scale * Form.Alpha)}(exp(x) - 1) for x < 0";

    public override int HighestDerivative => Breakpoints[0].DerivativeJump == 0 ? 2 : 1;

    public override IReadOnlyList<Breakpoint> Breakpoints { get; } = [new Breakpoint(0, 0, scale * (1 - alpha))];

    internal readonly struct EluForm(double alpha, double scale) : IDecayForm
    {
        public double Alpha => alpha;

        public double Scale => scale;

        public double Rate => 1;

        public double Value(double x, double decay, double decayLessOne) => scale * (x > 0 ? x : alpha * decayLessOne);

        public double Derivative(double x, double decay, double decayLessOne) =>
            scale * (x > 0 ? 1 : x < 0 ? alpha * decay : (1 + alpha) / 2);

        // Only phi'' is ever asked for: with alpha = 1 it jumps at 0, and without it is not a function.
        public double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch) =>
            scale * alpha * (x > 0 ? 0 : x < 0 ? decay : 0.5);
    }
}
