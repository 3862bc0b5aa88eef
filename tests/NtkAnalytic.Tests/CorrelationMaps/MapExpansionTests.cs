using NtkAnalytic.CorrelationMaps;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class MapExpansionTests
{
    [Fact]
    public void APowerThatIsNotThereHasTheCoefficientZero()
    {
        var expansion = new MapExpansion([new ExpansionTerm(1, 0.9, 0), new ExpansionTerm(1.5, -0.3, 0)]);
        Assert.Equal(0.9, expansion.Coefficient(1));
        Assert.Equal(-0.3, expansion.Coefficient(1.5));
        Assert.Equal(0, expansion.Coefficient(2));
    }
}
