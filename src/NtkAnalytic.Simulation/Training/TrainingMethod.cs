namespace NtkAnalytic.Simulation.Training;

/// <summary>How parameters follow the gradient: <see cref="GradientDescent"/>, <see cref="Adam"/> or <see cref="GradientFlow"/>. Immutable.</summary>
public abstract record TrainingMethod
{
    private protected TrainingMethod()
    {
    }

    /// <summary>A name in kebab case, for tables and JSON.</summary>
    public abstract string Name { get; }

    private protected static double CheckShare(double value, string what) => value is >= 0 and < 1
        ? value
        : throw new ArgumentException($"{what} must be at least 0 and less than 1, but it is {value:R}.");

    private protected static double CheckPositive(double value, string what) => double.IsFinite(value) && value > 0
        ? value
        : throw new ArgumentException($"{what} must be positive and finite, but it is {value:R}.");

    private protected static int? CheckBatch(int? size) => size is null or >= 1
        ? size
        : throw new ArgumentException($"A batch has at least one point, but {size} were asked for.");
}
