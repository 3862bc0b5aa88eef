using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>
/// phi(x) = x s(b x), s the logistic function: silu for b = 1 (Elfwing, Uchibe and Doya, arXiv 1702.03118), swish for any b
/// (Ramachandran, Zoph and Le, arXiv 1710.05941); phi' = s(b x) (1 + b x s(-b x)).
/// </summary>
internal sealed class Silu(string name, double beta) : DecayActivation<Silu.SiluForm>(name, new SiluForm(beta))
{
    public override string Formula => Form.Rate == 1 ? "x / (1 + exp(-x))" : FormattableString.Invariant($"x / (1 + exp(-{Form.Rate:R} x))");

    internal readonly struct SiluForm(double beta) : IDecayForm
    {
        public double Rate => beta;

        public double Value(double x, double decay, double decayLessOne) => x * Logistic.Of(x, decay);

        public double Derivative(double x, double decay, double decayLessOne) =>
            Logistic.Of(x, decay) * (1 + (beta * x * Logistic.Of(-x, decay)));

        // With y = b x, phi = y s(y) / b, and the coefficients of y s(y) are y c_k + c_(k-1).
        public double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch)
        {
            double y = beta * x;
            Span<double> jet = scratch[..(order + 1)];
            Logistic.Jet(y, decay, decayLessOne, jet);
            return TaylorCoefficient.Derivative((y * jet[order]) + jet[order - 1], order, beta) / beta;
        }
    }
}
