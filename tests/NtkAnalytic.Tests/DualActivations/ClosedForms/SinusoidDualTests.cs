using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.ClosedForms;

public class SinusoidDualTests
{
    // E[2 sin(w u + pi/4) sin(w v + pi/4)] = exp(-gamma E[(u - v)^2]), w^2 = 2 gamma (Rahimi and Recht 2007).
    [Fact]
    public void The_random_feature_gives_the_Gaussian_kernel()
    {
        const double gamma = 0.8;
        DualActivation dual = DualActivation.Of(new Sinusoid("rbf", Math.Sqrt(2), Math.Sqrt(2 * gamma), Math.PI / 4));
        PairDraws.ForAll(100, 100, pair =>
        {
            double distance = pair.Variance1 + pair.Variance2 - (2 * pair.Covariance);
            Assert.Equal(Math.Exp(-gamma * distance), dual.Evaluate(pair).Value, 1e-14);
        });
    }

    [Fact]
    public void Sine_and_cosine_together_give_the_kernel_of_the_difference()
    {
        DualActivation sine = DualActivation.Of(new Sinusoid("sin", 1, 1.5, 0));
        DualActivation cosine = DualActivation.Of(new Sinusoid("cos", 1, 1.5, Math.PI / 2));
        PairDraws.ForAll(100, 100, pair =>
        {
            double distance = pair.Variance1 + pair.Variance2 - (2 * pair.Covariance);
            Assert.Equal(Math.Exp(-1.125 * distance), sine.Evaluate(pair).Value + cosine.Evaluate(pair).Value, 1e-14);
            Assert.Equal(2.25 * cosine.Evaluate(pair).Value, sine.Evaluate(pair).Derivative, 1e-14);
        });
    }
}
