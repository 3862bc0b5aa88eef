using NtkAnalytic.DualActivations.Quadrature;
using Xunit;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

public class ActivationMeshTests
{
    [Fact]
    public void A_piecewise_linear_activation_needs_no_panels_but_its_own() =>
        Assert.Equal([-16, -1, 0, 1, 16], Ends(SampleActivations.HardTanh, 10));

    // The width of a sigmoidal shape shows in its mesh, wherever it is and however far the mesh reaches.
    [Theory]
    [InlineData(1, 0)]
    [InlineData(0.1, 0)]
    [InlineData(1, 5)]
    [InlineData(0.5, -40)]
    public void Panels_scale_with_the_activation(double width, double center)
    {
        Activation activation = Activation.FromFunctions(
            "step",
            x => Math.Tanh((x - center) / width),
            x => 1 / (width * Math.Pow(Math.Cosh((x - center) / width), 2)));
        MeshSide mesh = ActivationMesh.Of(activation).Within(5000, mirrored: false);
        double shortest = mesh.ShortestPanel(-5000, 5000);
        Assert.InRange(shortest / width, 0.2, 4);
        Assert.InRange(mesh.ShortestPanel(center - width, center + width) / shortest, 1, 4);
        Assert.InRange(mesh.Ends.Length, 5, 60);
    }

    [Fact]
    public void A_symmetric_activation_has_a_symmetric_mesh()
    {
        double[] ends = Ends(SampleActivations.Softsign, 300);
        Assert.Equal(ends, ends.Reverse().Select(e => -e));
    }

    [Fact]
    public void An_oscillation_is_resolved_as_far_as_the_mesh_reaches()
    {
        double[] ends = Ends(SampleActivations.Sine, 500);
        for (int i = 1; i < ends.Length; i++)
        {
            Assert.InRange(ends[i] - ends[i - 1], 0, 14);
        }
    }

    [Fact]
    public void Rounding_errors_of_the_activation_are_not_resolved()
    {
        // tanh with the errors of a sum near 1000: 1e-13.
        Activation noisy = Activation.FromFunctions("noisy", x => Math.Tanh(x) + 1000 - 1000, x => 1 / Math.Pow(Math.Cosh(x), 2));
        Assert.InRange(Ends(noisy, 100).Length, 5, 40);
    }

    [Fact]
    public void Growth_bounds_the_function_and_its_derivative_on_both_sides()
    {
        var mesh = ActivationMesh.Of(SampleActivations.Exponential);
        foreach (double x in new[] { 1e-9, 0.3, 5, 100 })
        {
            Assert.InRange(mesh.LogGrowth(x), x, 1.2 * x + 1e-9);
            Assert.InRange(mesh.LogDerivativeGrowth(x), x, 1.2 * x + 1e-9);
        }

        Assert.Equal(double.PositiveInfinity, mesh.LogGrowth(800));
        Assert.Equal(0, ActivationMesh.Of(SampleActivations.HardTanh).LogGrowth(50));
    }

    private static double[] Ends(Activation activation, double reach) =>
        ActivationMesh.Of(activation).Within(reach, mirrored: false).Ends;
}
