using static NtkAnalytic.Activations.ActivationParameter;

namespace NtkAnalytic.Activations;

/// <summary>The entries of the catalog: a new activation is a line here.</summary>
internal static class CatalogTable
{
    public static IReadOnlyList<ActivationEntry> Entries { get; } =
    [
        .. Piecewise(),
        .. Smooth(),
        .. Hard(),
    ];

    private static IEnumerable<ActivationEntry> Piecewise() =>
    [
        new("identity", [], ["linear"], "x", "The linear network.", (name, _) => new TwoSlope(name, 1, 1)),
        new("relu", [], [], "max(0, x)", "Rectified linear unit.", (name, _) => new TwoSlope(name, 0, 1)),
        new("leaky-relu", [Finite("alpha", 0.01)], ["lrelu"], "x for x > 0, alpha x for x < 0", "Leaky rectified linear unit.", (name, p) => new TwoSlope(name, p[0], 1)),
        new("two-slope", [Finite("negative"), Finite("positive")], [], "positive x for x > 0, negative x for x < 0", "Any function made of two rays from the origin.", (name, p) => new TwoSlope(name, p[0], p[1]), [-0.5, 1]),
        new("abs", [], [], "|x|", "Absolute value.", (name, _) => new TwoSlope(name, -1, 1)),
    ];

    private static IEnumerable<ActivationEntry> Smooth() =>
    [
        new("tanh", [Positive("scale", 1)], [], "tanh(scale x)", "Hyperbolic tangent.", (name, p) => new Tanh(name, p[0])),
        new("sigmoid", [], ["logistic"], "1 / (1 + exp(-x))", "Logistic function.", (name, _) => new Sigmoid(name)),
        new("softplus", [Positive("beta", 1)], [], "log(1 + exp(beta x)) / beta", "Smooth relu; the larger beta, the closer.", (name, p) => new Softplus(name, p[0])),
        new("silu", [Positive("beta", 1)], ["swish"], "x / (1 + exp(-beta x))", "Sigmoid linear unit; with its parameter it is known as swish.", (name, p) => new Silu(p[0] == 1 ? name : name.Replace("silu", "swish", StringComparison.Ordinal), p[0])),
        new("mish", [], [], "x tanh(log(1 + exp(x)))", "Self-gated with tanh of softplus.", (name, _) => new Mish(name)),
        new("elu", [Finite("alpha", 1)], [], "x for x > 0, alpha (exp(x) - 1) for x < 0", "Exponential linear unit.", (name, p) => new Elu(name, p[0], 1)),
        new("selu", [], [], "scaled elu with alpha = 1.6733, scale = 1.0507", "Scaled exponential linear unit: keeps the standard normal's mean and variance.", (name, _) => new Elu(name, Elu.SeluAlpha, Elu.SeluScale)),
        new("softsign", [], [], "x / (1 + |x|)", "Saturates like 1/|x|.", (name, _) => new Softsign(name)),
    ];

    private static IEnumerable<ActivationEntry> Hard() =>
    [
        new("hard-tanh", [], [], "clamp(x, -1, 1)", "Piecewise linear tanh.", (name, _) => new ClippedLine(name, "clamp(x, -1, 1)", (-1, 1), (-1, 1))),
        new("hard-sigmoid", [], [], "clamp(x + 3, 0, 6) / 6", "Piecewise linear sigmoid, relu6(x + 3) / 6 as in PyTorch, JAX and Flax.", (name, _) => new ClippedLine(name, "clamp(x + 3, 0, 6) / 6", (-3, 3), (0, 1))),
    ];
}
