using Xunit;

namespace NtkAnalytic.Claims.Tests;

public class SampledTests
{
    [Fact]
    public void The_uncertainty_of_a_mean_is_five_standard_errors()
    {
        // Variance 1, four numbers: a standard error of 1/2.
        Measurement mean = Sampled.Mean([2 - Math.Sqrt(0.75), 2 - Math.Sqrt(0.75), 2 + Math.Sqrt(0.75), 2 + Math.Sqrt(0.75)]);
        Assert.Equal(2, mean.Value, 1e-15);
        Assert.Equal(2.5, mean.Uncertainty, 1e-14);
    }

    [Fact]
    public void A_line_in_one_over_the_width_is_carried_to_its_limit()
    {
        (Measurement limit, Measurement slope) = Sampled.AtInfiniteWidth(Sampled.Widths, width => new Measurement(3 - (7.0 / width), 0.5));
        Assert.Equal(3, limit.Value, 1e-12);
        Assert.Equal(-7, slope.Value, 1e-11);

        // Of two widths, 1 and 2, the limit is 2 b - a, the slope 2 (a - b): errors add up by their squares.
        (Measurement two, Measurement steep) = Sampled.AtInfiniteWidth([1, 2], width => new Measurement(width, 1));
        Assert.Equal(Math.Sqrt(5), two.Uncertainty, 1e-12);
        Assert.Equal(Math.Sqrt(8), steep.Uncertainty, 1e-12);
    }

    [Fact]
    public void One_number_is_above_another_by_five_standard_errors_of_the_difference()
    {
        Assert.True(Sampled.IsAbove(new Measurement(5.1, 3), new Measurement(0, 4)));
        Assert.False(Sampled.IsAbove(new Measurement(4.9, 3), new Measurement(0, 4)));
    }

    [Fact]
    public void Networks_are_as_wide_as_their_inputs_and_as_many_as_asked_for()
    {
        var network = new Network(Activation.Relu, 2);
        Assert.Equal(100, Sampled.Count(network, 10, 0.03));
        Simulation.Ensembles.EnsembleResult result = Sampled.Networks(network, 10, 7, 1, TestContext.Current.CancellationToken, correlation: 0.5);
        Assert.Equal(7, result.Count);
        Assert.Equal([10, 10], result.Ensemble.Network.Widths);
        Assert.Equal(10, result.Ensemble.Network.Inputs);
    }

    [Fact]
    public void A_cancelled_sample_ends() =>
        Assert.Throws<OperationCanceledException>(() => Sampled.Networks(new Network(Activation.Relu, 2), 10, 7, 1, new CancellationToken(canceled: true)));
}
