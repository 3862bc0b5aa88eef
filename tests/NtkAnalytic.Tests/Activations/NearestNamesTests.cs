using NtkAnalytic.Activations;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

public class NearestNamesTests
{
    [Theory]
    [InlineData("", "abc", 3)]
    [InlineData("relu", "relu", 0)]
    [InlineData("relu", "rleu", 1)]
    [InlineData("tanh", "tahn", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("mish", "swish", 2)]
    public void The_edit_distance_counts_edits_and_swaps(string first, string second, int expected)
    {
        Assert.Equal(expected, NearestNames.EditDistance(first, second));
        Assert.Equal(expected, NearestNames.EditDistance(second, first));
    }

    [Theory]
    [InlineData("rleu", "relu")]
    [InlineData("tahn", "tanh")]
    [InlineData("leaky", "leaky-relu")]
    [InlineData("sygmoid", "sigmoid")]
    [InlineData("logistc", "sigmoid")]
    [InlineData("hardsigmod", "hard-sigmoid")]
    [InlineData("linnear", "identity")]
    public void A_mistyped_name_finds_what_was_meant(string typed, string meant) =>
        Assert.Equal(meant, NearestNames.Find(typed, ActivationCatalog.Entries, 3)[0]);
}
