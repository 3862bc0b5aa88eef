using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Kernels;

public sealed class LayerRuleTests
{
    [Fact]
    public void An_infinite_Theta_stays_infinite_where_it_goes_on_and_ends_where_it_does_not()
    {
        LayerRule dense = new(Skip: 0, Weight: 2, Bias: 0, WeightGradient: 2, BiasGradient: 0);
        Assert.Equal(double.PositiveInfinity, dense.NextNtk(double.PositiveInfinity, 1, double.PositiveInfinity));
        Assert.Equal(double.PositiveInfinity, dense.NextNtk(double.PositiveInfinity, 1, 0.5));
        Assert.Equal(2, (dense with { Weight = 0 }).NextNtk(double.PositiveInfinity, 1, double.PositiveInfinity));
        Assert.Equal(2, dense.NextNtk(0, 1, double.PositiveInfinity));
    }

    // Rows x, -x and another: sign has an infinite derivative dual at correlation 1 and -1, through all layers.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void The_NTK_of_sign_is_infinite_where_its_inputs_are_parallel_and_finite_elsewhere(int hiddenLayers)
    {
        var inputs = Matrix<double>.Build.DenseOfRowArrays([1, 2], [-1, -2], [3, 0.5]);
        KernelMatrices gram = new Kernel(new Network(Activation.Parse("sign"), hiddenLayers)).Gram(inputs, KernelKinds.Ntk);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(double.PositiveInfinity, gram.Ntk[i, i]);
            Assert.Equal(i == 2, double.IsFinite(gram.Ntk[i, (i + 1) % 3]) && double.IsFinite(gram.Ntk[i, (i + 2) % 3]));
        }

        Assert.Equal(double.NegativeInfinity, gram.Ntk[0, 1]);
        Assert.Same(SolveStatus.Diverges, gram.Report.Status);
    }
}
