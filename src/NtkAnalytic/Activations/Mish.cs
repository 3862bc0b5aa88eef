using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = x tanh(softplus(x)) (Misra, arXiv 1908.08681), with the hyperbolic tangent as a ratio of polynomials in w = e^-|x|.</summary>
/// <remarks>
/// tanh(log(1 + e^x)) = n / (n + 2) with n = e^x (e^x + 2). For x &lt;= 0 that is w (w + 2) / D, D = 2 + 2 w + w^2; for x &gt; 0,
/// both parts times w^2, (1 + 2 w) / D, D = 1 + 2 w + 2 w^2. Its derivative is 4 w (1 + w) / D^2 and 4 w^2 (1 + w) / D^2.
/// </remarks>
internal sealed class Mish(string name) : DecayActivation<Mish.MishForm>(name, default)
{
    public override string Formula => "x tanh(log(1 + exp(x)))";

    internal readonly struct MishForm : IDecayForm
    {
        public double Rate => 1;

        public double Value(double x, double decay, double decayLessOne) => x * Gate(x, decay);

        public double Derivative(double x, double decay, double decayLessOne)
        {
            double denominator = Denominator(x, decay);
            double slope = 4 * decay * (1 + decay) * (x > 0 ? decay : 1) / (denominator * denominator);
            return Gate(x, decay) + (x * slope);
        }

        private static double Gate(double x, double decay) =>
            (x > 0 ? 1 + (2 * decay) : decay * (decay + 2)) / Denominator(x, decay);

        private static double Denominator(double x, double decay) =>
            x > 0 ? 1 + (2 * decay * (1 + decay)) : 2 + (decay * (2 + decay));

        // 1 - gate = N / D: w^2 / D twice for x > 0 and 2 / D for x <= 0. The gate's coefficients g_k follow from D (1 - gate) = N,
        // D_0 g_k = D_k (1 - gate) - N_k - sum over 0 < j < k of D_j g_(k-j), in terms that are small where g_k is.
        public double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch)
        {
            Span<double> gate = scratch[..(order + 1)];
            Span<double> denominator = scratch.Slice(order + 1, order + 1);
            double rate = x > 0 ? -1 : 1;
            double first = 2 * decay;
            double second = (x > 0 ? 2 : 1) * decay * decay;
            denominator[0] = Denominator(x, decay);
            double rest = (x > 0 ? second : 2) / denominator[0];
            gate[0] = Gate(x, decay);
            for (int k = 1; k <= order; k++)
            {
                first *= rate / k;
                second *= 2 * rate / k;
                denominator[k] = first + second;
                double sum = (denominator[k] * rest) - (x > 0 ? second : 0);
                for (int j = 1; j < k; j++)
                {
                    sum -= denominator[j] * gate[k - j];
                }

                gate[k] = sum / denominator[0];
            }

            return TaylorCoefficient.Derivative((x * gate[order]) + gate[order - 1], order);
        }
    }
}
