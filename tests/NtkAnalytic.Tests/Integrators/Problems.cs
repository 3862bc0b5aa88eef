using NtkAnalytic.Integrators;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>A field from a function.</summary>
internal sealed class FunctionField(int dimension, FunctionField.Right right) : VectorField
{
    public delegate void Right(double time, ReadOnlySpan<double> state, Span<double> derivative);

    public override int Dimension => dimension;

    public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) => right(time, state, derivative);
}

/// <summary>A problem with its solution in closed form.</summary>
/// <param name="Name">For tables of tests.</param>
/// <param name="Problem">The problem.</param>
/// <param name="End">The last time.</param>
/// <param name="Growth">What errors of the size of a tolerance in each step may have become by then, some safety included.</param>
/// <param name="Solution">y(t).</param>
internal sealed record SolvedProblem(string Name, InitialValueProblem Problem, double End, double Growth, Func<double, double[]> Solution)
{
    public double Length => End - Problem.Start;

    /// <summary>The largest error of a component.</summary>
    public double Error(double time, ReadOnlySpan<double> state)
    {
        double[] exact = Solution(time);
        double largest = 0;
        for (int i = 0; i < exact.Length; i++)
        {
            largest = Math.Max(largest, Math.Abs(state[i] - exact[i]));
        }

        return largest;
    }

    public override string ToString() => Name;
}

/// <summary>Problems with solutions in closed form.</summary>
internal static class Problems
{
    /// <summary>
    /// y_1' = w y_2, y_2' = -w y_1 with w = (1 + cos(t)/4) (y_1^2 + y_2^2), and y_3' = y_3 (y_1^2 + y_2^2) cos t: nonlinear, and it depends on
    /// time. On the unit circle the angle is t + sin(t)/4, and y_3 = exp(sin t). An error
    /// of the radius stays and lets the angle run away.
    /// </summary>
    public static SolvedProblem Clock { get; } = new(
        "clock",
        new InitialValueProblem(
            new FunctionField(3, (t, y, f) =>
            {
                double square = (y[0] * y[0]) + (y[1] * y[1]);
                double speed = (1 + (Math.Cos(t) / 4)) * square;
                f[0] = speed * y[1];
                f[1] = -speed * y[0];
                f[2] = y[2] * square * Math.Cos(t);
            }),
            0,
            [0, 1, 1]),
        8,
        200,
        t => [Math.Sin(t + (Math.Sin(t) / 4)), Math.Cos(t + (Math.Sin(t) / 4)), Math.Exp(Math.Sin(t))]);

    /// <summary>y' = y (1 - y), y(0) = 1/10.</summary>
    public static SolvedProblem Logistic { get; } = new(
        "logistic",
        new InitialValueProblem(new FunctionField(1, (_, y, f) => f[0] = y[0] * (1 - y[0])), 0, [0.1]),
        6,
        20,
        t => [1 / (1 + (9 * Math.Exp(-t)))]);

    /// <summary>y' = -2 t y^2, y(-1) = 1/2: y = 1 / (1 + t^2), from a start that is not 0.</summary>
    public static SolvedProblem Bell { get; } = new(
        "bell",
        new InitialValueProblem(new FunctionField(1, (t, y, f) => f[0] = -2 * t * y[0] * y[0]), -1, [0.5]),
        2,
        20,
        t => [1 / (1 + (t * t))]);

    /// <summary>y'' = -y with y(0) = 0, y'(0) = 1: the sine.</summary>
    public static SolvedProblem Oscillator { get; } = new(
        "oscillator",
        new InitialValueProblem(
            new FunctionField(2, (_, y, f) =>
            {
                f[0] = y[1];
                f[1] = -y[0];
            }),
            0,
            [0, 1]),
        8,
        20,
        t => [Math.Sin(t), Math.Cos(t)]);

    /// <summary>y' = -rate y, y(0) = 1.</summary>
    public static InitialValueProblem Decay(double rate) => new(new FunctionField(1, (_, y, f) => f[0] = -rate * y[0]), 0, [1]);

    public static IReadOnlyList<SolvedProblem> All { get; } = [Clock, Logistic, Bell, Oscillator];
}
