using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

public class IntegrationMethodsTests
{
    [Fact]
    public void Every_method_is_found_by_its_name_and_no_two_share_one()
    {
        Assert.All(IntegrationMethods.All, method => Assert.Same(method, IntegrationMethods.Parse(method.ToString())));
        Assert.Equal(IntegrationMethods.All.Count, IntegrationMethods.All.Select(method => method.Name).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_method_that_is_at_hand_is_listed()
    {
        IEnumerable<object?> methods = typeof(IntegrationMethods).GetProperties()
            .Where(property => property.PropertyType.IsAssignableTo(typeof(IntegrationMethod)))
            .Select(property => property.GetValue(null));
        Assert.Equal(methods.ToHashSet(), IntegrationMethods.All.ToHashSet<object?>());
    }

    [Fact]
    public void An_unknown_name_is_refused_with_those_that_are_known()
    {
        string message = Assert.Throws<ArgumentException>(() => IntegrationMethods.Parse("euler")).Message;
        Assert.StartsWith("There is no method 'euler'; the methods are dormand-prince-5, ", message, StringComparison.Ordinal);
    }
}
