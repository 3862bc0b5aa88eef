using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = 1 / (1 + e^-x), the logistic function.</summary>
internal sealed class Sigmoid(string name) : DecayActivation<Sigmoid.SigmoidForm>(name, default)
{
    public override string Formula => "1 / (1 + exp(-x))";

    internal readonly struct SigmoidForm : IDecayForm
    {
        public double Rate => 1;

        public double Value(double x, double decay, double decayLessOne) => Logistic.Of(x, decay);

        public double Derivative(double x, double decay, double decayLessOne) => decay / ((1 + decay) * (1 + decay));

        public double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch)
        {
            Span<double> jet = scratch[..(order + 1)];
            Logistic.Jet(x, decay, decayLessOne, jet);
            return TaylorCoefficient.Derivative(jet[order], order);
        }
    }
}
