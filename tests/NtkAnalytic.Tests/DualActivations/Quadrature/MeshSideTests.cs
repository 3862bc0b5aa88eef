using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class MeshSideTests
{
    private static readonly MeshSide Mesh = new([-100, -2, 0, 1, 100], [0]);

    [Theory]
    [InlineData(-2, 2)] // shorter panels follow: to the end of this one
    [InlineData(-1.5, 1.5)]
    [InlineData(-0.3, 1)] // close to that end: as long as the following one
    [InlineData(0, 1)]
    [InlineData(0.5, 1)] // longer ones follow: as long as this one
    [InlineData(100, double.PositiveInfinity)]
    public void A_step_follows_the_panels(double from, double expected) => Assert.Equal(expected, Mesh.StepFrom(from), 1e-15);

    [Theory]
    [InlineData(-1, -0.5, 2)]
    [InlineData(-1, 0.5, 1)]
    [InlineData(2, 3, 99)]
    public void The_shortest_panel_is_among_those_that_meet_an_interval(double low, double high, double expected) =>
        Assert.Equal(expected, Mesh.ShortestPanel(low, high));

    [Fact]
    public void A_mirrored_mesh_is_that_of_the_function_of_minus_x()
    {
        MeshSide mirrored = Mesh.Mirror();
        Assert.Equal([-100, -1, 0, 2, 100], mirrored.Ends);
        Assert.Equal([-5, 3], new MeshSide([-9, 9], [-3, 5]).Mirror().Breaks);
    }

    [Fact]
    public void Over_a_narrow_Gaussian_only_a_break_is_blurred()
    {
        MeshSide blurred = Mesh.Smooth(0.01);
        Assert.Empty(blurred.Breaks);
        Assert.Contains(-2, blurred.Ends);
        Assert.Contains(1, blurred.Ends);
        Assert.Equal(-0.09, blurred.Ends.First(e => e > -2), 1e-15);
        Assert.Equal(0.09, blurred.Ends.Last(e => e < 1), 1e-15);
        Assert.All(blurred.Ends.Where(e => Math.Abs(e) < 0.08), end => Assert.InRange(blurred.StepFrom(end), 0.04, 0.05));
    }

    [Fact]
    public void Over_a_wide_Gaussian_all_features_are_one()
    {
        MeshSide blurred = Mesh.Smooth(5);
        Assert.Equal(blurred.Ends.Order(), blurred.Ends);
        Assert.Equal(-47, blurred.Ends[0], 1e-13);
        Assert.Equal(46, blurred.Ends[^1], 1e-13);
        for (int i = 1; i < blurred.Ends.Length; i++)
        {
            Assert.InRange(blurred.Ends[i] - blurred.Ends[i - 1], 20, 25);
        }
    }
}
