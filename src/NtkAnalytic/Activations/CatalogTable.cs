using static NtkAnalytic.Activations.ActivationParameter;

namespace NtkAnalytic.Activations;

/// <summary>The entries of the catalog: a new activation is a line here.</summary>
internal static class CatalogTable
{
    // E[Z^(2 n)] = (2 n - 1)!! passes the largest double at n = 151.
    private const int HighestPower = 150;

    public static IReadOnlyList<ActivationEntry> Entries { get; } =
    [
        .. Rays(),
        .. ErrorFunctions(),
        .. Waves(),
        .. Polynomials(),
        .. Saturating(),
        .. Gated(),
    ];

    private static IEnumerable<ActivationEntry> Rays() =>
    [
        new("identity", [], ["linear"], "x", "The linear network.", (name, _) => new TwoSlope(name, 1, 1)),
        new("relu", [], [], "max(0, x)", "Rectified linear unit.", (name, _) => new TwoSlope(name, 0, 1)),
        new("leaky-relu", [Finite("alpha", 0.01)], ["lrelu"], "x for x > 0, alpha x for x < 0", "Leaky rectified linear unit.", (name, p) => new TwoSlope(name, p[0], 1)),
        new("two-slope", [Finite("negative"), Finite("positive")], [], "positive x for x > 0, negative x for x < 0", "Any two rays from the origin.", (name, p) => new TwoSlope(name, p[0], p[1]), [-0.5, 1]),
        new("abs", [], [], "|x|", "Absolute value.", (name, _) => new TwoSlope(name, -1, 1)),
        new("rectified-monomial", [Degree("degree", HighestPower)], ["repu"], "max(0, x)^degree", "Arc-cosine kernels of any order; degree 0 is step, degree 1 is relu.", RectifiedMonomial, [2]),
        new("step", [], ["heaviside"], "0 for x < 0, 1 for x > 0", "Heaviside's step; 1/2 at 0.", (name, _) => new TwoLevel(name, 0, 1)),
        new("sign", [], [], "-1 for x < 0, 1 for x > 0", "Sign; 0 at 0.", (name, _) => new TwoLevel(name, -1, 1)),
    ];

    private static IEnumerable<ActivationEntry> ErrorFunctions() =>
    [
        new("erf", [Positive("scale", 1)], [], "erf(scale x)", "Error function.", (name, p) => new ErfActivation(name, p[0])),
        new("gelu", [], [], "x Phi(x), Phi the standard normal distribution function", "Gaussian error linear unit, without the tanh approximation.", (_, _) => new Gelu()),
    ];

    private static IEnumerable<ActivationEntry> Waves() =>
    [
        new("sin", [Positive("frequency", 1)], [], "sin(frequency x)", "Sine.", (name, p) => new Sinusoid(name, 1, p[0], 0)),
        new("cos", [Positive("frequency", 1)], [], "cos(frequency x)", "Cosine.", (name, p) => new Sinusoid(name, 1, p[0], Math.PI / 2)),
        new("rbf", [Positive("gamma", 1)], [], "sqrt(2) sin(sqrt(2 gamma) x + pi/4)", "Random feature of the Gaussian kernel: its dual is exp(-gamma E[(u - v)^2]).", (name, p) => new Sinusoid(name, Math.Sqrt(2), Math.Sqrt(2 * p[0]), Math.PI / 4)),
        new("exp", [Finite("rate", 1)], [], "exp(rate x)", "Exponential.", (name, p) => new Exponential(name, p[0])),
        new("gaussian", [Positive("scale", 1)], [], "exp(-scale x^2)", "Gaussian bump.", (name, p) => new GaussianBump(name, p[0])),
    ];

    private static IEnumerable<ActivationEntry> Polynomials() =>
    [
        new("monomial", [Degree("degree", HighestPower)], [], "x^degree", "A power of x.", (name, p) => new PolynomialActivation(name, [.. Enumerable.Repeat(0.0, (int)p[0]), 1]), [3]),
        new("polynomial", [Finite("c")], [], "c0 + c1 x + c2 x^2 + ...", "Polynomial, coefficients in ascending powers.", (name, p) => new PolynomialActivation(name, p), [0, 1, 0.5], repeats: true),
        new("hermite", [Degree("degree", HighestPower)], [], "He_degree(x) / sqrt(degree!)", "Hermite polynomial of norm 1 under the standard normal.", (name, p) => new HermiteActivation(name, (int)p[0]), [3]),
    ];

    private static IEnumerable<ActivationEntry> Saturating() =>
    [
        new("tanh", [Positive("scale", 1)], [], "tanh(scale x)", "Hyperbolic tangent.", (name, p) => new Tanh(name, p[0])),
        new("sigmoid", [], ["logistic"], "1 / (1 + exp(-x))", "Logistic function.", (name, _) => new Sigmoid(name)),
        new("softsign", [], [], "x / (1 + |x|)", "Saturates slowly, like 1/|x|.", (name, _) => new Softsign(name)),
        new("hard-tanh", [], [], "clamp(x, -1, 1)", "Piecewise linear tanh.", (name, _) => new ClippedLine(name, "clamp(x, -1, 1)", (-1, 1), (-1, 1))),
        new("hard-sigmoid", [], [], "clamp(x + 3, 0, 6) / 6", "Piecewise linear sigmoid: relu6(x + 3) / 6 as in PyTorch, JAX and Flax.", (name, _) => new ClippedLine(name, "clamp(x + 3, 0, 6) / 6", (-3, 3), (0, 1))),
    ];

    private static IEnumerable<ActivationEntry> Gated() =>
    [
        new("softplus", [Positive("beta", 1)], [], "log(1 + exp(beta x)) / beta", "Smooth relu; the larger beta, the closer.", (name, p) => new Softplus(name, p[0])),
        new("silu", [Positive("beta", 1)], ["swish"], "x / (1 + exp(-beta x))", "Sigmoid linear unit; with a parameter it is known as swish.", (name, p) => new Silu(name.Replace("silu(", "swish(", StringComparison.Ordinal), p[0])),
        new("mish", [], [], "x tanh(log(1 + exp(x)))", "Gated by tanh of softplus.", (name, _) => new Mish(name)),
        new("elu", [Finite("alpha", 1)], [], "x for x > 0, alpha (exp(x) - 1) for x < 0", "Exponential linear unit.", (name, p) => new Elu(name, p[0], 1)),
        new("selu", [], [], "s x for x > 0, s alpha (exp(x) - 1) for x < 0, s = 1.0507..., alpha = 1.6732...", "Scaled exponential linear unit: keeps mean and variance of the standard normal.", (name, _) => new Elu(name, Elu.SeluAlpha, Elu.SeluScale)),
    ];

    // One activation has one name: the lowest two powers are the step and relu, which have names of their own.
    private static Activation RectifiedMonomial(string name, double[] parameters) => parameters[0] switch
    {
        0 => new TwoLevel("step", 0, 1),
        1 => new TwoSlope("relu", 0, 1),
        double degree => new RectifiedMonomial(name, (int)degree),
    };
}
