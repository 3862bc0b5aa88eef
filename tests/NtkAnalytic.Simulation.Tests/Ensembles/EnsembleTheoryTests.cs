using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.Ensembles;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

public class EnsembleTheoryTests
{
    [Theory]
    [InlineData("relu", 3, 0, TheoryKind.Exact, TheoryKind.InfiniteWidth)]
    [InlineData("rectified-monomial(1)", 3, 0, TheoryKind.Exact, TheoryKind.InfiniteWidth)]
    [InlineData("identity", 3, 0, TheoryKind.Exact, TheoryKind.Exact)]
    [InlineData("tanh", 1, 0.3, TheoryKind.Exact, TheoryKind.Exact)]
    [InlineData("tanh", 3, 0.3, TheoryKind.FirstOrder, TheoryKind.InfiniteWidth)]
    [InlineData("relu", 3, 0.3, TheoryKind.FirstOrder, TheoryKind.InfiniteWidth)]
    public void What_a_value_leaves_out_is_said(string activation, int hiddenLayers, double biasVariance, TheoryKind diagonal, TheoryKind offDiagonal)
    {
        EnsembleTheory theory = Theory(new Network(Activation.Parse(activation), hiddenLayers, 2, biasVariance));
        Assert.Equal((diagonal, diagonal, offDiagonal), (theory.NngpDiagonal.Kind, theory.NtkDiagonal.Kind, theory.OffDiagonalKind));
        Assert.Equal(theory.Ntk[0, 0], theory.NtkDiagonal.Value, theory.NtkDiagonal.Kind == TheoryKind.Exact ? 1e-12 * theory.Ntk[0, 0] : 0.1 * theory.Ntk[0, 0]);
        Assert.True(theory.Status.IsSuccess);
    }

    [Fact]
    public void Residual_networks_have_the_kernels_of_infinite_width()
    {
        EnsembleTheory theory = Theory(new Network(Activation.Relu, 3).WithArchitecture(Architecture.Residual));
        Assert.Equal(TheoryKind.InfiniteWidth, theory.NtkDiagonal.Kind);
        Assert.Null(theory.Dispersion);
    }

    // Outside what exact moments are for, each for one reason: layers that differ, degree 2, no weights, nothing but zero.
    [Fact]
    public void Where_exact_moments_do_not_apply_none_are_claimed()
    {
        EnsembleTheory layers = Theory(new Network(Activation.Relu, 2).WithWeightVariances(2, 1, 2));
        Assert.Equal(TheoryKind.FirstOrder, layers.NtkDiagonal.Kind);
        Assert.Equal(TheoryKind.FirstOrder, layers.Dispersion!.Value.Kind);
        Assert.InRange(layers.Dispersion.Value.Value, 1, 3);
        Assert.NotEqual(TheoryKind.Exact, Theory(new Network(Activation.Parse("monomial(2)"), 2, 0.5)).NtkDiagonal.Kind);
        EnsembleTheory none = Theory(new Network(Activation.Relu, 2, 0));
        Assert.Equal(0, none.NtkDiagonal.Value);
        EnsembleTheory zero = EnsembleTheory.Of(
            new Ensemble(new FiniteNetwork(new Network(Activation.Relu, 2), 3, [8]), EnsembleInputs.Points(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 3)), 1),
            TestContext.Current.CancellationToken)!;
        Assert.Equal(0, zero.NtkDiagonal.Value);
    }

    // Homogeneous, but without a slope: the last layer has nothing to see.
    [Fact]
    public void A_network_of_an_activation_that_is_zero_has_a_kernel_of_zero()
    {
        EnsembleTheory theory = Theory(new Network(Activation.Parse("two-slope(0,0)"), 2));
        Assert.Equal((0, 0), (theory.NngpDiagonal.Value, theory.NtkDiagonal.Value));
        Assert.NotEqual(TheoryKind.Exact, theory.NtkDiagonal.Kind);
        Assert.Null(theory.Dispersion);
    }

    [Theory]
    [InlineData("relu")]
    [InlineData("tanh")]
    public void Several_outputs_have_no_dispersion_of_their_average(string activation)
    {
        var network = new FiniteNetwork(new Network(Activation.Parse(activation), 2), 3, [8], 2);
        Assert.Null(EnsembleTheory.Of(new Ensemble(network, EnsembleInputs.Pair(3, 0.3), 1), TestContext.Current.CancellationToken)!.Dispersion);
        Assert.NotNull(Theory(new Network(Activation.Parse(activation), 2)).Dispersion);
    }

    [Theory]
    [InlineData(1, TheoryKind.Exact)]
    [InlineData(2, TheoryKind.FirstOrder)]
    public void One_hidden_layer_has_its_mean_at_any_width_and_two_have_not(int hiddenLayers, TheoryKind expected) =>
        Assert.Equal(expected, Theory(new Network(Activation.Tanh, hiddenLayers, 2, 0.3)).NtkDiagonal.Kind);

    // Both means and the dispersion of networks of known moments: 5000 networks of width 8.
    [Theory]
    [InlineData("relu", 2, 2, 0, false)]
    [InlineData("relu", 2, 1.3, 0, true)]
    [InlineData("leaky-relu(0.3)", 2, 1.8, 0, false)]
    [InlineData("abs", 2, 1, 0, true)]
    [InlineData("tanh", 1, 1.5, 0.4, true)]
    [InlineData("identity", 3, 1.1, 0, false)]
    public void Exact_values_hold_at_any_width(string activation, int hiddenLayers, double weightVariance, double biasVariance, bool standard)
    {
        Network network = new(Activation.Parse(activation), hiddenLayers, weightVariance, biasVariance);
        Ensemble ensemble = Of(standard ? network.WithStandardParameterization(8) : network);
        EnsembleTheory theory = EnsembleTheory.Of(ensemble, TestContext.Current.CancellationToken)!;
        EnsembleResult result = ensemble.Run(5000);
        Assert.InRange(result.Nngp.Diagonal.ZScore(theory.NngpDiagonal.Value), -5, 5);
        Assert.InRange(result.Ntk.Diagonal.ZScore(theory.NtkDiagonal.Value), -5, 5);
        if (theory.OffDiagonalKind == TheoryKind.Exact)
        {
            Assert.InRange(result.Nngp.OffDiagonal!.ZScore(theory.Nngp[0, 1]), -5, 5);
            Assert.InRange(result.Ntk.OffDiagonal!.ZScore(theory.Ntk[0, 1]), -5, 5);
        }

        if (theory.Dispersion is { Kind: TheoryKind.Exact, Value: var exact })
        {
            var dispersion = result.Ntk.Diagonal.Dispersion!.Value;
            Assert.True(result.Ntk.Diagonal.Tails.IsTrusted);
            Assert.InRange((dispersion.Value - exact) / dispersion.StandardError, -5, 5);
        }
    }

    private static Ensemble Of(Network network) => new(new FiniteNetwork(network, 3, [8]), EnsembleInputs.Pair(3, 0.3), 20261122);

    private static EnsembleTheory Theory(Network network) => EnsembleTheory.Of(Of(network), TestContext.Current.CancellationToken)!;
}
