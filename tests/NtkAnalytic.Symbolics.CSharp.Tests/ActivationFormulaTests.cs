using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Regression;
using Xunit;

namespace NtkAnalytic.Symbolics.CSharp.Tests;

public sealed class ActivationFormulaTests
{
    private static Activation Wavy => ActivationFormula.Parse("max(0,x) + a*sin(x)").With("a", Formula.Fraction(1, 2)).ToActivation();

    [Fact]
    public void A_formula_has_its_text_and_its_parameters()
    {
        ActivationFormula activation = ActivationFormula.Parse("max(0,x) + b*sin(a*x)");
        Assert.Equal("max(0,x) + b*sin(a*x)", activation.Text);
        Assert.Equal(["a", "b"], activation.Parameters);
        Assert.Equal(Formula.Parse("max(0,x) + b*sin(a*x)"), activation.Formula);
    }

    [Fact]
    public void The_only_letter_is_the_variable() => Assert.Equal(Formula.Parse("erf(x)"), ActivationFormula.Parse("erf(t)").Formula);

    [Theory]
    [InlineData("relu", "max(0,x)")]
    [InlineData("leaky-relu(0.1)", "max(0,x) + min(0,x)/10")]
    public void A_name_of_the_catalog_is_a_formula(string name, string formula) =>
        Assert.Equal(Formula.Parse(formula), ActivationFormula.Parse(name).Formula);

    [Fact]
    public void Parameters_take_numbers_and_formulas()
    {
        ActivationFormula activation = ActivationFormula.Parse("max(0,x) + a*sin(b*x)").With("a", Formula.Parse("2*s")).With("b", 3);
        Assert.Equal(["s"], activation.Parameters);
        Assert.Equal(Formula.Parse("max(0,x) + 2*s*sin(3*x)"), activation.Formula);
        Assert.Contains("no parameter z", Assert.Throws<ArgumentException>("parameter", () => activation.With("z", 1)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("parameter", () => activation.With("x", 1));
        Assert.Throws<ArgumentNullException>("parameter", () => activation.With(null!, 1));
        Assert.Throws<ArgumentNullException>("value", () => activation.With("s", null!));
        Assert.Throws<ArgumentException>("value", () => activation.With("s", Formula.Symbol("x")));
    }

    [Theory]
    [InlineData("x + y", 5)]
    [InlineData("2", 1)]
    [InlineData("x + q", 5)]
    [InlineData("exp(x^4)", 1)]
    [InlineData("sin(x", 6)]
    public void What_is_no_activation_is_refused_at_its_position(string text, int position) =>
        Assert.Equal(position, Assert.Throws<FormulaSyntaxException>(() => ActivationFormula.Parse(text)).Position);

    [Fact]
    public void Null_is_refused() => Assert.Throws<ArgumentNullException>("text", () => ActivationFormula.Parse(null!));

    [Theory]
    [InlineData("max(0,x)", "relu")]
    [InlineData("erf(x)", "erf")]
    [InlineData("x*Phi(x)", "gelu")]
    [InlineData("tanh(x)", "tanh")]
    public void What_means_an_activation_of_the_catalog_becomes_it(string formula, string name) =>
        Assert.Equal(name, ActivationFormula.Parse(formula).ToActivation().Name);

    [Fact]
    public void What_is_not_a_number_somewhere_is_no_activation()
    {
        Assert.Contains("the parameter a has no value", Assert.Throws<ArgumentException>(() => ActivationFormula.Parse("a*x").ToActivation()).Message, StringComparison.Ordinal);
        Assert.Contains("not a number at x = -8", Assert.Throws<ArgumentException>(() => ActivationFormula.Parse("ln(x)").ToActivation()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_activation_knows_its_kinks()
    {
        Activation activation = Wavy;
        Assert.Equal(Math.Sin(-2) / 2, activation.Evaluate(-2), 1e-15);
        Assert.Equal(1 + (Math.Cos(3) / 2), activation.EvaluateDerivative(3), 1e-15);
        Assert.Equal([0.0], activation.Breakpoints.Select(breakpoint => breakpoint.Location));
        Assert.Equal(1, activation.Breakpoints[0].DerivativeJump, 1e-12);
    }

    // The derived formula against the quadrature of the same activation.
    [Fact]
    public void Quadrature_confirms_its_dual()
    {
        DualPair pair = DualActivation.Of(Wavy).Evaluate(GaussianPair.FromCorrelation(0.7, 1.3, 0.4));
        double covariance = 0.4 * Math.Sqrt(0.7 * 1.3);
        IReadOnlyDictionary<string, double> point = Point.Of(("a", 0.5), ("q1", 0.7), ("q2", 1.3), ("c", 0.4), ("k", covariance));
        KernelDerivation derivation = ActivationFormula.Parse("max(0,x) + a*sin(x)").Derive(TestContext.Current.CancellationToken);
        Assert.Equal(derivation.Dual.Formula!.Evaluate(point), pair.Value, 1e-13);
        Assert.Equal(derivation.DerivativeDual.Formula!.Evaluate(point), pair.Derivative, 1e-13);
    }

    [Fact]
    public void It_serves_in_networks_kernels_regression_and_phases()
    {
        var network = new Network(Wavy, hiddenLayers: 2, weightVariance: 1.2, biasVariance: 0.1);
        Matrix<double> inputs = Matrix<double>.Build.DenseOfRowArrays([1, 0], [0.6, 0.8], [-1, 2], [0.3, -0.5]);
        Matrix<double> gram = new Kernel(network).Gram(inputs, KernelKinds.Ntk).Ntk;
        Assert.True(gram.Evd().EigenValues.All(value => value.Real > 0));
        Matrix<double> targets = Matrix<double>.Build.Dense(4, 1, (i, _) => i);
        KernelRegression regression = KernelRegression.Fit(gram, targets, Ridge.Relative(1e-12));
        Assert.Equal(2, regression.Predict(gram)[2, 0], 1e-6);
        var phase = new PhaseAnalysis(Wavy, 1.2, 0.1);
        Assert.True(phase.Status.IsSuccess);
        Assert.Equal(phase.VarianceLimit.Limit, phase.VarianceMap.Evaluate(phase.VarianceLimit.Limit).Value, 1e-11);
    }
}
