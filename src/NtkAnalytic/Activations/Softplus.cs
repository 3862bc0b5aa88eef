using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = log(1 + e^(b x)) / b = max(0, x) + log(1 + w) / b, w = exp(-b |x|).</summary>
internal sealed class Softplus(string name, double beta) : DecayActivation<Softplus.SoftplusForm>(name, new SoftplusForm(beta))
{
    public override string Formula => Form.Rate == 1
        ? "log(1 + exp(x))"
        : FormattableString.Invariant($"log(1 + exp({Form.Rate:R} x)) / {Form.Rate:R}");

    internal readonly struct SoftplusForm(double beta) : IDecayForm
    {
        public double Rate => beta;

        public double Value(double x, double decay, double decayLessOne) => Math.Max(0, x) + (NearZero.Log1P(decay) / beta);

        public double Derivative(double x, double decay, double decayLessOne) => Logistic.Of(x, decay);

        // phi' = s(b x).
        public double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch)
        {
            Span<double> jet = scratch[..order];
            Logistic.Jet(x, decay, decayLessOne, jet);
            return TaylorCoefficient.Derivative(jet[order - 1], order - 1, beta);
        }
    }
}
