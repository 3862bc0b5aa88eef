using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = tanh(a x) = -(w - 1) / (2 + (w - 1)) for x &gt;= 0, w = exp(-2 a |x|).</summary>
internal sealed class Tanh(string name, double scale) : DecayActivation<Tanh.TanhForm>(name, new TanhForm(scale))
{
    public override string Formula => Form.Scale == 1 ? "tanh(x)" : FormattableString.Invariant($"tanh({Form.Scale:R} x)");

    public override Parity Parity => Parity.Odd;

    internal readonly struct TanhForm(double scale) : IDecayForm
    {
        public double Scale => scale;

        public double Rate => 2 * scale;

        public double Value(double x, double decay, double decayLessOne) =>
            Math.CopySign(decayLessOne / (2 + decayLessOne), scale * x);

        public double Derivative(double x, double decay, double decayLessOne) =>
            4 * scale * decay / ((1 + decay) * (1 + decay));

        // tanh(a x) = 2 s(2 a x) - 1.
        public double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch)
        {
            Span<double> jet = scratch[..(order + 1)];
            Logistic.Jet(x, decay, decayLessOne, jet);
            return 2 * TaylorCoefficient.Derivative(jet[order], order, Rate);
        }
    }
}
