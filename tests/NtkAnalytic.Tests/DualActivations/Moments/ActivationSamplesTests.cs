using NtkAnalytic.DualActivations.Moments;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Moments;

public sealed class ActivationSamplesTests
{
    [Fact]
    public void IntegralsOfTanhAreElementary()
    {
        var samples = ActivationSamples.Of(Activation.Tanh);
        for (int i = 0; i < samples.Points.Length; i += 7)
        {
            double u = samples.Points[i];
            double t = Math.Tanh(u);

            // int tanh^2 = u - tanh(u), int sech^4 = tanh(u) - tanh(u)^3/3.
            Assert.Equal(t * t, samples.Square[i], 1e-15);
            Assert.Equal(u - t, samples.SquareIntegral[i], 1e-13 * u);
            Assert.Equal(t - (t * t * t / 3), samples.DerivativeSquareIntegral[i], 1e-14 * t);
        }
    }

    [Fact]
    public void MomentsOfHardTanhAreElementary()
    {
        var samples = ActivationSamples.Of(Activation.Parse("hard-tanh"));
        Assert.Contains(1.0, samples.Ends);
        for (int i = 0; i < samples.Points.Length; i += 7)
        {
            double u = Math.Min(1, samples.Points[i]);
            Assert.Equal(u * u * u / 3, samples.DerivativeSquareMoment[i], 1e-14 * u * u * u);
        }
    }

    [Fact]
    public void CellsAreShortWhereTheActivationVaries()
    {
        var samples = ActivationSamples.Of(Activation.Sin);
        for (int i = 0; samples.Ends[i + 1] < 500; i++)
        {
            Assert.InRange(samples.Ends[i + 1] - samples.Ends[i], 0, 0.6);
        }
    }
}
