using MathNet.Numerics;

namespace NtkAnalytic.Tests.DualActivations.Quadrature;

/// <summary>Activations given as functions, so that their duals go by quadrature.</summary>
internal static class SampleActivations
{
    public static readonly Activation Tanh = Activation.FromFunctions("tanh", Math.Tanh, x => 1 / (Math.Cosh(x) * Math.Cosh(x)));

    public static readonly Activation Softplus = Activation.FromFunctions(
        "softplus",
        x => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x))),
        x => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x)));

    public static readonly Activation Elu = Activation.FromFunctions("elu", x => x > 0 ? x : Expm1(x), x => x > 0 ? 1 : Math.Exp(x), 0);

    public static readonly Activation Softsign = Activation.FromFunctions(
        "softsign",
        x => x / (1 + Math.Abs(x)),
        x => 1 / ((1 + Math.Abs(x)) * (1 + Math.Abs(x))),
        0);

    public static readonly Activation HardTanh = Activation.FromFunctions(
        "hard-tanh",
        x => Math.Clamp(x, -1, 1),
        x => Math.Abs(x) < 1 ? 1 : 0,
        -1,
        1);

    public static readonly Activation Relu = Activation.FromFunctions("relu", x => Math.Max(x, 0), x => x > 0 ? 1 : 0, 0);

    public static readonly Activation Erf = Activation.FromFunctions(
        "erf",
        SpecialFunctions.Erf,
        x => 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x));

    public static readonly Activation Sign = Activation.FromFunctions("sign", x => Math.Sign(x), _ => 0, 0);

    public static readonly Activation Sine = Activation.FromFunctions("sin", Math.Sin, Math.Cos);

    public static readonly Activation Exponential = Activation.FromFunctions("exp", Math.Exp, Math.Exp);

    /// <summary>tanh(x), and one more from 0.3 on.</summary>
    public static readonly Activation JumpingTanh = Activation.FromFunctions(
        "tanh with a jump",
        x => Math.Tanh(x) + (x > 0.3 ? 1 : 0),
        x => 1 / (Math.Cosh(x) * Math.Cosh(x)),
        0.3);

    public static IEnumerable<Activation> All =>
        [Tanh, Softplus, Elu, Softsign, HardTanh, Relu, Erf, Sign, Sine, JumpingTanh];

    public static Activation Named(string name) => name switch
    {
        "tanh" => Tanh,
        "softplus" => Softplus,
        "elu" => Elu,
        "softsign" => Softsign,
        "hard-tanh" => HardTanh,
        _ => throw new ArgumentException(name, nameof(name)),
    };

    // log(1 + y) for 0 <= y <= 1 (Kahan): y times log(1 + y)/((1 + y) - 1), in which the rounding errors of 1 + y cancel.
    private static double Log1p(double y)
    {
        double sum = 1 + y;
        return sum == 1 ? y : Math.Log(sum) * (y / (sum - 1));
    }

    // exp(x) - 1 = 2 exp(x/2) sinh(x/2).
    private static double Expm1(double x) => 2 * Math.Exp(x / 2) * Math.Sinh(x / 2);
}
