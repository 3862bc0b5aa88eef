using NtkAnalytic.Cli.Output;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DepthLimits;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Output;

public class FormulaTextTests
{
    [Theory]
    [InlineData(0.25, 0.375, -1, 1, 1, "0.25 + 0.375 log(L) L^-1")]
    [InlineData(0, 44.5, -2, 0, 1, "44.5 L^-2")]
    [InlineData(1, -3, -1, 0, 1, "1 - 3 L^-1")]
    [InlineData(0, 1, 1, 0, 1, "L")]
    [InlineData(0.5, 2, 0, 0, 0.9, "0.5 + 2 0.9^L")]
    [InlineData(0.5, 0, 0, 0, 1, "0.5")]
    [InlineData(0, 0, 0, 0, 1, "0")]
    [InlineData(double.PositiveInfinity, 2, 1, 0, 1, "infinity, as 2 L")]
    [InlineData(double.PositiveInfinity, 0, 0, 0, 1, "infinity")]
    public void A_law_is_a_sum(double limit, double coefficient, double power, double logPower, double factor, string text) =>
        Assert.Equal(text, FormulaText.Law(new DepthLaw(limit, coefficient, power, logPower, factor)));

    [Fact]
    public void A_coefficient_that_is_not_known_is_a_letter() =>
        Assert.Equal("1 + A L^-1 0.5^L", FormulaText.Law(new DepthLaw(1, null, -1, 0, 0.5)));

    [Fact]
    public void Vanishing_terms_are_left_out_and_signs_are_between_terms() => Assert.Equal(
        "g - 0.5 g^1.5 + 0.25 g^2.5",
        FormulaText.Expansion(new MapExpansion([new(1, 1, 0), new(1.5, -0.5, 0), new(2, 0, 0), new(2.5, 0.25, 0)])));

    [Fact]
    public void A_decay_has_a_logarithm_or_a_root()
    {
        CriticalDecay kinked = new(2, 40, 0, 3, true, 120, 0, 4.5, 0, 0);
        Assert.Equal("40 l^-2 - 120 log(l) l^-3", FormulaText.Decay(kinked));
        Assert.Equal("1 - 3 l^-1 + 4.5 log(l) l^-2", FormulaText.SlopeDecay(kinked));
        CriticalDecay rooted = new(1, 2, 0, 2, false, 0, 0, 0, 0, 1.5);
        Assert.Equal("2 l^-1 + 3 l^-1.5", FormulaText.Decay(rooted));
        Assert.Equal("1 - 2 l^-1", FormulaText.SlopeDecay(rooted));
    }

    [Fact]
    public void Enumerations_are_words()
    {
        Assert.Equal("edge-of-chaos", Word.Kebab(Phase.EdgeOfChaos));
        Assert.Equal("edge of chaos", Word.Plain(Phase.EdgeOfChaos));
        Assert.Equal("ordered", Word.Kebab(Phase.Ordered));
    }
}
