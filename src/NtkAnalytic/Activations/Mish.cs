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
    }
}
