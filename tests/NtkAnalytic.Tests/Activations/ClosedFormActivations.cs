using NtkAnalytic.Activations;
using Xunit;

namespace NtkAnalytic.Tests.Activations;

/// <summary>Every activation whose duals are closed forms, by the name the reference table uses. A new one is tested by adding a line.</summary>
internal static class ClosedFormActivations
{
    /// <summary>The activation and the largest variance at which its moments are a meaningful test (they overflow or vanish above).</summary>
    public static IReadOnlyDictionary<string, (Activation Activation, double LargestVariance)> All { get; } = new[]
    {
        Entry(new TwoSlope("relu", 0, 1), 1e4),
        Entry(new TwoSlope("leaky-relu(0.1)", 0.1, 1), 1e4),
        Entry(new TwoSlope("abs", -1, 1), 1e4),
        Entry(new TwoSlope("identity", 1, 1), 1e4),
        Entry(new RectifiedMonomial("rectified-monomial(2)", 2), 1e4),
        Entry(new RectifiedMonomial("rectified-monomial(3)", 3), 1e4),
        Entry(new RectifiedMonomial("rectified-monomial(8)", 8), 1e4),
        Entry(new RectifiedMonomial("rectified-monomial(30)", 30), 1e4),
        Entry(new TwoLevel("step", 0, 1), 1e4),
        Entry(new TwoLevel("sign", -1, 1), 1e4),
        Entry(new TwoLevel("levels(-0.5,2)", -0.5, 2), 1e4),
        Entry(new ErfActivation("erf(1)", 1), 1e4),
        Entry(new ErfActivation("erf(0.3)", 0.3), 1e4),
        Entry(new Gelu(), 1e4),
        Entry(new Sinusoid("sin", 1, 1, 0), 200),
        Entry(new Sinusoid("cos", 1, 1, Math.PI / 2), 200),
        Entry(new Sinusoid("rbf(0.8)", Math.Sqrt(2), Math.Sqrt(1.6), Math.PI / 4), 200),
        Entry(new Sinusoid("sinusoid(1.3,2,0.3)", 1.3, 2, 0.3), 50),
        Entry(new Exponential("exp(1)", 1), 30),
        Entry(new Exponential("exp(-0.5)", -0.5), 100),
        Entry(new GaussianBump("gaussian(1)", 1), 1e4),
        Entry(new GaussianBump("gaussian(0.25)", 0.25), 1e4),
        Entry(new PolynomialActivation("constant", [2.5]), 1e4),
        Entry(new PolynomialActivation("monomial(3)", [0, 0, 0, 1]), 1e4),
        Entry(new PolynomialActivation("polynomial(0.5,-1,0.25,1)", [0.5, -1, 0.25, 1]), 1e4),
        Entry(new HermiteActivation("hermite(2)", 2), 1e4),
        Entry(new HermiteActivation("hermite(5)", 5), 1e4),
        Entry(new HermiteActivation("hermite(20)", 20), 1e4),
    }.ToDictionary(entry => entry.Activation.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names { get; } = new(All.Keys);

    private static (Activation Activation, double LargestVariance) Entry(Activation activation, double largestVariance) =>
        (activation, largestVariance);
}
