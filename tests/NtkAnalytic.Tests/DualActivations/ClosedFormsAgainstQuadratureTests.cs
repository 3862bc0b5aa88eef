using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Tests.DualActivations.ClosedForms;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations;

/// <summary>Two independent algorithms for every activation with a closed form: the closed form, and quadrature of the definition.</summary>
public sealed class ClosedFormsAgainstQuadratureTests
{
    private const int Draws = 60;

    // Beyond these variances the second moments leave double precision, or quadrature would resolve a hundred oscillations.
    private const double LargestVariance = 1e4;
    private const double LargestOfGrowing = 30;

    public static TheoryData<string> ClosedForms => [.. ActivationCatalog.Entries
        .Select(entry => entry.Example)
        .Where(activation => DualActivation.Of(activation).IsClosedForm)
        .Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(ClosedForms))]
    public void TheyAgree(string name)
    {
        var activation = Activation.Parse(name);
        DualActivation closed = DualActivation.Of(activation);
        var quadrature = new QuadratureDual(activation);
        bool grows = name is not ("gaussian" or "erf" or "gelu" or "abs" or "relu" or "step" or "sign" or "identity")
            && activation.HomogeneityDegree is null;
        PairDraws.ForAll(grows ? LargestOfGrowing : LargestVariance, Draws, pair =>
        {
            DualPair exact = closed.Evaluate(pair);
            DualPair summed = quadrature.Evaluate(pair);
            DualMoments first = closed.Diagonal(pair.Variance1);
            DualMoments second = closed.Diagonal(pair.Variance2);
            double scale = Math.Sqrt(first.SecondMoment) * Math.Sqrt(second.SecondMoment);

            // 1e-12 of the scale is the aim of either route; 1 - C is held relatively.
            Assert.Equal(exact.Value, summed.Value, 1e-12 * scale);
            double gap = Math.Min(exact.OneMinusCorrelation, exact.OnePlusCorrelation);
            double other = exact.OneMinusCorrelation <= exact.OnePlusCorrelation ? summed.OneMinusCorrelation : summed.OnePlusCorrelation;
            Assert.Equal(gap, other, (1e-10 * gap) + RelativeRounding(pair));
            double slopes = Math.Sqrt(first.DerivativeSecondMoment) * Math.Sqrt(second.DerivativeSecondMoment);
            if (double.IsFinite(slopes))
            {
                Assert.Equal(exact.Derivative, summed.Derivative, 1e-12 * slopes);
            }
            else
            {
                Assert.Equal(exact.Derivative, summed.Derivative, 1e-11 * Math.Abs(exact.Derivative));
            }
        });
    }

    // What unequal variances add to 1 - C is of order delta^2, delta their relative difference, which the state holds to one
    // unit of rounding: an error of order delta * epsilon is inherent.
    private static double RelativeRounding(GaussianPair pair)
    {
        double delta = Math.Abs(pair.Variance1 - pair.Variance2) / Math.Max(pair.Variance1, pair.Variance2);
        return 32 * 2.2e-16 * delta;
    }
}
