using NtkAnalytic.DualActivations;
using NtkAnalytic.Symbolics;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/concepts/derivation.md.</summary>
public class DerivationSnippets
{
    [Fact]
    public void Deriving_from_a_formula()
    {
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        #region derivation
        ActivationFormula activation = ActivationFormula.Parse("max(0,x) + a*sin(b*x)");
        KernelDerivation derivation = activation.Derive(cancellationToken);

        string dual = derivation.Dual.RightSideLatex;
        Formula slope = derivation.DerivativeDual.Formula!;
        double error = derivation.Dual.Check(points: 20, seed: 1)!.LargestError;   // some 1e-15

        // With values for its parameters it is an ordinary activation.
        Activation wavy = activation.With("a", Formula.Fraction(1, 2)).With("b", 2).ToActivation();
        var network = new Network(wavy, hiddenLayers: 3, weightVariance: 1);
        #endregion

        Assert.Contains(@"\arccos", dual, StringComparison.Ordinal);
        Assert.Equal(["a", "b", "k", "q1", "q2"], slope.Symbols);
        Assert.True(error < 1e-13, $"{error}");
        DualPair pair = DualActivation.Of(network.Activation).Evaluate(GaussianPair.FromCorrelation(1, 1, 0.5));
        double expected = derivation.Dual.Formula!
            .Substitute("a", Formula.Fraction(1, 2)).Substitute("b", 2)
            .Evaluate(new Dictionary<string, double>(StringComparer.Ordinal) { ["q1"] = 1, ["q2"] = 1, ["k"] = 0.5, ["c"] = 0.5 });
        Assert.Equal(expected, pair.Value, 1e-13);
    }
}
