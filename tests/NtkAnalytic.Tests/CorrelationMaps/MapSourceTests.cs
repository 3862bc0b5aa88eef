using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Series;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class MapSourceTests
{
    [Fact]
    public void MapsOfOneActivationShareIt()
    {
        var activation = Activation.Parse("tanh");
        Assert.Same(MapSource.Of(activation), MapSource.Of(activation));
        Assert.NotSame(MapSource.Of(activation), MapSource.Of(Activation.Parse("tanh")));
        Assert.Throws<ArgumentNullException>(() => MapSource.Of(null!));
    }

    [Fact]
    public void GivenMomentsMakeTheProfileThatTheDualMakes()
    {
        var activation = Activation.Parse("gelu");
        DualActivation dual = DualActivation.Of(activation);
        DualMoments moments = dual.Diagonal(1.3);
        SeriesRowProfile profile = MapSource.Of(activation).Profile(new InputMoments(1.3, moments.SecondMoment, moments.DerivativeSecondMoment));
        double[] actual = [0.3];
        double[] expected = [0.3];
        double[] plus = [1.7];
        double[] slope = [0];
        MapSource.Of(activation).EvaluateRow(profile, actual, plus, slope);
        RowProfile known = dual.Profile([1.3]);
        dual.EvaluateRow(known, 0, known, 0, expected, [1.7], [0]);
        Assert.Equal(expected, actual);
    }
}
