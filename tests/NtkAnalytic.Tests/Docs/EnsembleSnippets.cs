using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

#pragma warning disable xUnit1051 // The page shows no tokens.

/// <summary>The code of docs/concepts/ensembles.md.</summary>
public class EnsembleSnippets
{
    [Fact]
    public void Sampling()
    {
        #region ensemble
        var network = new FiniteNetwork(new Network(Activation.Relu, hiddenLayers: 3), inputs: 10, widths: [64]);
        var ensemble = new Ensemble(network, EnsembleInputs.Pair(dimension: 10, correlation: 0), seed: 1);
        EnsembleResult result = ensemble.Run(new ManagedBackend(Precision.Double), new EnsembleOptions { Samples = 500 });
        EnsembleTheory theory = EnsembleTheory.Of(ensemble)!;
        double mean = result.Ntk.Diagonal.Mean;                              // E[Theta(x, x)], estimated
        double error = result.Ntk.Diagonal.StandardError;                    // ... and how well
        double z = result.Ntk.Diagonal.ZScore(theory.NtkDiagonal.Value);     // in units of that
        TheoryKind leavesOut = theory.NtkDiagonal.Kind;                      // Exact: relu has no bias at any width
        bool trusted = result.Ntk.Diagonal.Tails.IsTrusted;                  // whether moments mean something
        #endregion

        // Theta = (L + 1) sigma_w^2 |x|^2 / n_0 = 8.
        Assert.Equal((mean - 8) / error, z, 1e-9);
        Assert.InRange(z, -5, 5);
        Assert.Equal(TheoryKind.Exact, leavesOut);
        Assert.True(trusted);
    }
}
