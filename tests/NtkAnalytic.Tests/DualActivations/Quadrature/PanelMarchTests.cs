using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class PanelMarchTests
{
    private static readonly MeshSide Step = new([-1000, 0, 1000], [0]);

    [Fact]
    public void Panels_cover_the_interval_and_end_at_every_break()
    {
        List<double> ends = [];
        PanelMarch.Fill(ends, -9, 9, 4, 1, [new MeshView(Step, 1, 2), new MeshView(Step, -3, 0.5)]);
        Assert.Equal(-9, ends[0]);
        Assert.Equal(9, ends[^1]);
        Assert.Contains(-0.5, ends);
        Assert.Contains(6, ends);
        Assert.All(Enumerable.Range(1, ends.Count - 1), i => Assert.InRange(ends[i] - ends[i - 1], 1e-9, 4));
    }

    [Fact]
    public void Panels_are_short_where_a_mesh_is_fine_and_half_as_long_on_request()
    {
        var mesh = new MeshSide([-100, -1, -0.9, -0.8, 100], []);
        List<double> ends = [];
        PanelMarch.Fill(ends, -9, 9, 4, 1, [new MeshView(mesh, 0, 1)]);
        Assert.All(Panels(ends).Where(p => p.Low > -1.001 && p.High < -0.8), p => Assert.InRange(p.High - p.Low, 0, 0.1001));
        int count = ends.Count;
        PanelMarch.Fill(ends, -9, 9, 2, 0.5, [new MeshView(mesh, 0, 1)]);
        Assert.InRange(ends.Count, (1.6 * count) - 2, 2.5 * count);
    }

    // At 20 deviations exp(-z^2/2) falls by exp(-20 x).
    [Fact]
    public void Panels_are_shorter_in_the_far_tail()
    {
        List<double> ends = [];
        PanelMarch.Fill(ends, 0, 30, 4, 1, []);
        Assert.All(Panels(ends), p => Assert.InRange(p.Low * (p.High - p.Low), 0, 30.001));
    }

    [Fact]
    public void A_view_that_does_not_move_asks_for_nothing() =>
        Assert.Equal(double.PositiveInfinity, new MeshView(Step, 0.1, 0).StepFrom(2));

    private static IEnumerable<(double Low, double High)> Panels(List<double> ends) => ends.Zip(ends.Skip(1));
}
