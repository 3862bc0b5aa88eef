using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Cli.Data;

/// <summary>The targets of a fit: how the numbers of the target column become the columns that are learnt.</summary>
internal sealed class Targets
{
    /// <summary>A column of at most so many different whole numbers, of which each stands on two rows on average, is one of classes.</summary>
    public const int MostClasses = 20;

    private readonly double _shift;

    private Targets(LearningTask task, double[] classes, double shift)
    {
        Task = task;
        Classes = classes;
        _shift = shift;
    }

    /// <summary>Classification or regression.</summary>
    public LearningTask Task { get; }

    /// <summary>The classes in ascending order; none under regression.</summary>
    public IReadOnlyList<double> Classes { get; }

    /// <summary>What is subtracted before the fit: 1 / classes, or the mean of the training targets.</summary>
    public double Shift => _shift;

    /// <summary>Decides what a target column is.</summary>
    /// <param name="train">Its numbers on the training rows.</param>
    /// <param name="test">Its numbers on the test rows.</param>
    /// <param name="task">What was asked for.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="UsageException">Classes were asked for, but a number is not whole, or there is only one class.</exception>
    public static Targets Of(double[] train, double[] test, LearningTask task)
    {
        double[] classes = [.. train.Concat(test).Distinct().Order()];
        bool areWhole = classes.All(value => value == Math.Floor(value));
        int mostClasses = Math.Min(MostClasses, Math.Max(2, (train.Length + test.Length) / 2));
        if (task == LearningTask.Regression || (task == LearningTask.Automatic && !(areWhole && classes.Length <= mostClasses)))
        {
            return new Targets(LearningTask.Regression, [], train.Average());
        }

        if (!areWhole)
        {
            throw new UsageException("classes must be whole numbers, but the target column holds others; use --task regression");
        }

        return classes.Length >= 2
            ? new Targets(LearningTask.Classification, classes, 1.0 / classes.Length)
            : throw new UsageException(FormattableString.Invariant($"the target column holds one class only, {classes[0]:R}; name another with --target"));
    }

    /// <summary>The columns that are learnt.</summary>
    /// <param name="values">Numbers of the target column.</param>
    /// <returns>A row for each number: one-hot minus 1 / classes, or the number minus the training mean.</returns>
    public Matrix<double> Encode(double[] values) => Task == LearningTask.Regression
        ? Matrix<double>.Build.Dense(values.Length, 1, (row, _) => values[row] - _shift)
        : Matrix<double>.Build.Dense(values.Length, Classes.Count, (row, k) => (values[row] == Classes[k] ? 1 : 0) - _shift);

    /// <summary>What outputs mean.</summary>
    /// <param name="outputs">A row for each point, as <see cref="Encode"/> makes them.</param>
    /// <returns>The class with the largest output (the first of equals), or the quantity.</returns>
    public double[] Decode(Matrix<double> outputs) =>
    [
        .. outputs.EnumerateRows().Select(row => Task == LearningTask.Regression ? row[0] + _shift : Classes[row.MaximumIndex()]),
    ];
}
