using NtkAnalytic.Hierarchy;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>
/// f = a b, the smallest network whose kernel moves: K^(2) = a^2 + b^2, K^(3) = 4 a b, K^(4) = 4 (a^2 + b^2), K^(5) = 16 a b, ...
/// With a = b each K^(r) is 2^(r-1) f, and training obeys df/dt = -2 f (f - y), the logistic equation.
/// </summary>
internal static class TwoParameterNetwork
{
    public static TangentTensors Tensors(double a, double b, int order) => new(
        1,
        0,
        1,
        [.. Enumerable.Range(2, order - 1).Select(r => new[] { Math.Pow(4, (r / 2) - 1) * (r % 2 == 0 ? (a * a) + (b * b) : 4 * a * b) })]);

    /// <summary>f at t of a = b = sqrt(start).</summary>
    public static double Trained(double start, double target, double time) =>
        target / (1 + (((target / start) - 1) * Math.Exp(-2 * target * time)));
}
