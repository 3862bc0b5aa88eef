using NtkAnalytic.Networks;
using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

public sealed class KernelDerivationTests
{
    private static readonly KernelDerivation s_relu = Derive("max(0,x)");

    private static KernelDerivation Derive(string formula) => ActivationFormula.Parse(formula).Derive(TestContext.Current.CancellationToken);

    // Cho and Saul 2009, equation 6.
    [Fact]
    public void The_dual_of_relu_is_the_arccosine_kernel()
    {
        DerivedLine dual = s_relu.Dual;
        Assert.Equal("dual", dual.Key);
        Assert.Equal(LineStatus.ClosedForm, dual.Status);
        Assert.Equal("E[phi(u) phi(v)]", dual.LeftSide);
        Assert.Equal("E[φ(u) φ(v)]", dual.LeftSideUnicode);
        Assert.Empty(dual.Domain);
        Assert.Null(dual.Reason);
        double expected = (Math.Sqrt(1 - 0.09) + ((Math.PI - Math.Acos(0.3)) * 0.3)) / (2 * Math.PI);
        Assert.Equal(expected, dual.Formula!.Evaluate(Point.Of(("q1", 1), ("q2", 1), ("k", 0.3), ("c", 0.3))), 1e-15);
        Assert.Equal(Formula.Parse("1/2 - acos(c)/(2*pi)"), s_relu.DerivativeDual.Formula);
    }

    // Hayou, Doucet and Rousseau, arXiv 1905.13654, lemma 1, with kappa' = 3 kappa and kappa'' = 9/2.
    [Fact]
    public void The_constants_of_relu_on_the_edge_of_chaos()
    {
        Dictionary<string, DerivedLine> lines = s_relu.Expansions().ToDictionary(line => line.Key, StringComparer.Ordinal);
        Assert.Equal(Formula.Parse("9*pi^2/2"), lines["kappa"].Formula);
        Assert.Equal(Formula.Parse("27*pi^2/2"), lines["kappaPrime"].Formula);
        Assert.Equal(Formula.Parse("9/2"), lines["kappaDoublePrime"].Formula);
        Assert.Equal(Formula.Parse("1 - g + 2*sqrt(2)*g^(3/2)/(3*pi) + sqrt(2)*g^(5/2)/(30*pi)"), lines["expansionAtOne"].Formula);
        Assert.Equal(Formula.Parse("g^(7/2)"), lines["expansionAtOne"].Remainder);
        Assert.Contains("+ O(g^(7/2))", lines["expansionAtOne"].RightSide, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("max(0,x)")]
    [InlineData("erf(x)")]
    [InlineData("x^3 - x")]
    [InlineData("exp(-x^2)")]
    [InlineData("max(0,x) + a*sin(x)")]
    public void Every_formula_is_confirmed_by_another_route(string formula)
    {
        KernelDerivation derivation = Derive(formula);
        foreach (DerivedLine line in derivation.Summary().Concat(derivation.Duals()).Concat(derivation.Recursion()))
        {
            DerivationCheck? check = line.Check(points: 5, seed: 3);
            Assert.True(check is { Points: 5, LargestError: < 1e-12 }, $"{line}: {check?.LargestError}");
        }
    }

    [Fact]
    public void A_check_is_that_of_its_seed()
    {
        DerivedLine line = Derive("erf(x)").Dual;
        double[] errors = [.. Enumerable.Range(1, 5).Select(seed => line.Check(points: 5, seed: seed)!.LargestError)];
        Assert.Equal(errors[1], line.Check(points: 5, seed: 2)!.LargestError);
        Assert.True(errors.Distinct().Count() > 1);
        Assert.Equal(20, line.Check()!.Points);
        Assert.Throws<ArgumentOutOfRangeException>("points", () => line.Check(points: 0));
    }

    [Fact]
    public void What_has_no_closed_form_says_why()
    {
        DerivedLine line = Derive("tanh(x)").Dual;
        Assert.Equal(LineStatus.NoClosedForm, line.Status);
        Assert.Null(line.Formula);
        Assert.Null(line.RightSide);
        Assert.Null(line.RightSideLatex);
        Assert.Null(line.RightSideUnicode);
        Assert.Null(line.Check());
        Assert.Empty(line.Symbols);
        Assert.Contains("hyperbolic tangent", line.Reason, StringComparison.Ordinal);
        Assert.Contains("integral", line.Integral, StringComparison.Ordinal);
        Assert.Equal($"E[phi(u) phi(v)]: {line.Reason}", line.ToString());
    }

    [Fact]
    public void What_is_infinite_is_an_answer()
    {
        DerivedLine moment = Derive("sign(x)").Duals().Single(line => line.Key == "derivativeMoment");
        Assert.Equal(LineStatus.Infinite, moment.Status);
        Assert.NotNull(moment.Reason);
    }

    [Fact]
    public void A_domain_says_what_must_be_positive() =>
        Assert.Contains(Formula.Parse("1 - 2*q1"), Derive("exp(x^2)").Dual.Domain);

    // Theta^(1) = sigma_w^2 (sigma_w^2 E[phi' phi'] K0 + E[phi phi]) without biases, K0 = sqrt(q1 q2) c.
    [Fact]
    public void One_hidden_layer_unrolled()
    {
        Dictionary<string, Formula> lines = s_relu.Unrolled(1, weightVariance: 2, biasVariance: 0).ToDictionary(line => line.Key, line => line.Formula!, StringComparer.Ordinal);
        double c = 0.25;
        double value = Math.Sqrt(1 - (c * c)) + ((Math.PI - Math.Acos(c)) * c);
        double slope = Math.PI - Math.Acos(c);
        IReadOnlyDictionary<string, double> point = Point.Of(("q1", 1), ("q2", 1), ("c", c));
        Assert.Equal(2 * value / Math.PI, lines["nngp"].Evaluate(point), 1e-14);
        Assert.Equal((2 * value / Math.PI) + (2 * slope * c / Math.PI), lines["ntk"].Evaluate(point), 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>("hiddenLayers", () => s_relu.Unrolled(-1));
    }

    [Fact]
    public void Networks_differ_in_their_recursions()
    {
        Formula Tangent(Architecture architecture, Parameterization parameterization) =>
            s_relu.Recursion(architecture, parameterization).Single(line => line.Key == "tangent").Formula!;
        Formula[] all =
        [
            Tangent(Architecture.FullyConnected, Parameterization.Ntk),
            Tangent(Architecture.FullyConnected, Parameterization.Standard),
            Tangent(Architecture.Residual, Parameterization.Ntk),
            Tangent(Architecture.ScaledResidual, Parameterization.Ntk),
        ];
        Assert.Equal(4, all.Distinct().Count());
        Assert.Contains("n", all[1].Symbols, StringComparer.Ordinal);
        Assert.Contains("l", all[3].Symbols, StringComparer.Ordinal);
    }

    // Of relu networks with widths 3, 4, 4, 4, 1 and sigma_w^2 = 2, |x| = 1: E[Theta] = 8/3 and E[Theta^2] = 49.
    [Fact]
    public void Moments_at_finite_width()
    {
        Formula[] widths = [3, 4, 4, 4, 1];
        Formula[] moments = [.. s_relu.FiniteWidth(widths, Parameterization.Ntk, 2, 1).Select(line => line.Formula!)];
        Assert.Equal([Formula.Fraction(8, 3), 49, Formula.Fraction(441, 64)], moments);
        Assert.Throws<ArgumentNullException>("widths", () => s_relu.FiniteWidth(null!));
        Assert.Throws<ArgumentException>("widths", () => s_relu.FiniteWidth([3]));
        Assert.Throws<ArgumentException>("widths", () => s_relu.FiniteWidth([3, null!, 1]));
    }

    [Fact]
    public void Source_has_a_method_for_every_formula()
    {
        IReadOnlyList<DerivedLine> lines = Derive("erf(x)").Summary();
        Type type = CompiledSource.Compile(KernelDerivation.ToCSharp("ErfKernels", lines), "ErfKernels");
        foreach (DerivedLine line in lines)
        {
            (string Symbol, double Value)[] point = [.. line.Symbols.Select((symbol, i) => (symbol, 0.3 + (0.1 * i)))];
            string method = char.ToUpperInvariant(line.Key[0]) + line.Key[1..];
            Assert.Equal(line.Formula!.Evaluate(Point.Of(point)), CompiledSource.Call(type, method, [.. point.Select(one => one.Value)]), 1e-14);
        }

        Assert.Throws<ArgumentNullException>("lines", () => KernelDerivation.ToCSharp("Kernels", null!));
        Assert.Throws<ArgumentNullException>("className", () => KernelDerivation.ToCSharp(null!, lines));
    }

    [Fact]
    public void A_derivation_can_be_cancelled()
    {
        KernelDerivation derivation = ActivationFormula.Parse("max(0,x)").Derive(new CancellationToken(canceled: true));
        Assert.ThrowsAny<OperationCanceledException>(() => derivation.Summary());
    }

    // A product of nineteen factors has 2^19 terms: it is refused as it is read. That of eleven is read; its square is too much.
    [Fact]
    public void What_grows_beyond_measure_ends()
    {
        string Product(int factors) => string.Join('*', Enumerable.Range(1, factors).Select(i => $"(1+a{i}*x)"));
        Assert.Contains("beyond what is reasonable", Assert.Throws<FormulaSyntaxException>(() => ActivationFormula.Parse(Product(19))).Reason, StringComparison.Ordinal);
        Assert.Contains("beyond what is reasonable", Derive(Product(11)).Dual.Reason, StringComparison.Ordinal);
    }
}
