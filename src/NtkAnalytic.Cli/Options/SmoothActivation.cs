using System.Globalization;

namespace NtkAnalytic.Cli.Options;

/// <summary>The activation of a hierarchy: smooth enough for its order, or one that the user named to stand for it.</summary>
/// <param name="standIn">What --smooth named; null for nothing.</param>
/// <param name="order">p: K^(p) has derivatives of phi up to the order p - 1.</param>
internal sealed class SmoothActivation(Activation? standIn, int order)
{
    /// <summary>What the stand-in stands for; null when there is none.</summary>
    public Activation? Replaced { get; private set; }

    /// <summary>The highest order of a hierarchy with an activation.</summary>
    /// <param name="activation">The activation.</param>
    /// <returns>p.</returns>
    public static int HighestOrder(Activation activation) =>
        activation.HighestDerivative < int.MaxValue ? activation.HighestDerivative + 1 : int.MaxValue;

    /// <summary>The activation to take.</summary>
    /// <param name="activation">The one that was typed.</param>
    /// <returns>Itself, or the stand-in.</returns>
    /// <exception cref="UsageException">It is not smooth enough, or a stand-in is not needed.</exception>
    public Activation InPlaceOf(Activation activation)
    {
        if (HighestOrder(activation) >= order)
        {
            return standIn is null
                ? activation
                : throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--smooth stands for an activation that is not smooth enough, but {activation.Name} is for order {order}; name {standIn.Name} with --activation"));
        }

        if (standIn is null)
        {
            throw new UsageException(string.Create(
                CultureInfo.InvariantCulture,
                $"{activation.Name} {Reason(activation)}, so K^({HighestOrder(activation) + 1}) is no function and there is no hierarchy of order {order}: type --activation tanh (or another smooth one), --smooth softplus to let a smooth one stand for {activation.Name}, or --order {HighestOrder(activation)}"));
        }

        if (HighestOrder(standIn) < order)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture, $"--smooth: {standIn.Name} {Reason(standIn)} and is not smooth enough for order {order} either; tanh, gelu and softplus are"));
        }

        Replaced = activation;
        return standIn;
    }

    private static string Reason(Activation activation) => activation.Breakpoints.Any(point => point.IsJump) ? "jumps"
        : activation.Breakpoints.Count > 0 && activation.HighestDerivative == 1 ? "has a kink, whose derivatives are Dirac terms"
        : activation.Breakpoints.Count > 0 ? string.Create(CultureInfo.InvariantCulture, $"has a derivative of order {activation.HighestDerivative} that jumps")
        : string.Create(CultureInfo.InvariantCulture, $"has no known derivative of order {(activation.HighestDerivative + 1)}");
}
