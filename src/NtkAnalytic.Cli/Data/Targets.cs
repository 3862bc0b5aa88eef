using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Regression;

namespace NtkAnalytic.Cli.Data;

/// <summary>How the numbers of a target column become the columns that are learnt, and outputs become predictions.</summary>
internal sealed class Targets
{
    /// <summary>A column of at most so many different whole numbers, of which each stands on two rows on average, is one of classes.</summary>
    public const int MostClasses = 20;

    private readonly ClassTargets? _classes;
    private readonly double _mean;

    private Targets(ClassTargets? classes, double mean, int unseenClasses)
    {
        _classes = classes;
        _mean = mean;
        UnseenClasses = unseenClasses;
    }

    /// <summary>Classification or regression.</summary>
    public LearningTask Task => _classes is null ? LearningTask.Regression : LearningTask.Classification;

    /// <summary>The classes in ascending order; none under regression.</summary>
    public IReadOnlyList<double> Classes => _classes?.Classes ?? [];

    /// <summary>The number of test rows whose class no training row has; 0 under regression.</summary>
    public int UnseenClasses { get; }

    /// <summary>How they are encoded, for people.</summary>
    public string Description => _classes is null
        ? $"regression, the training mean {Output.NumberText.Rounded(_mean)} subtracted"
        : $"classification, {Classes.Count} classes, one-hot minus 1/{Classes.Count}";

    /// <summary>Decides what a target column is.</summary>
    /// <param name="train">Its numbers on the training rows.</param>
    /// <param name="test">Its numbers on the test rows.</param>
    /// <param name="task">What was asked for.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="UsageException">Classes were asked for, but a number is not whole, or there is only one class.</exception>
    public static Targets Of(double[] train, double[] test, LearningTask task)
    {
        double[] all = [.. train, .. test];
        ClassTargets classes = new(all);
        int count = classes.Classes.Count;
        bool areWhole = classes.Classes.All(value => value == Math.Floor(value));
        bool areFew = count <= Math.Min(MostClasses, Math.Max(2, all.Length / 2));
        if (task == LearningTask.Regression || (task == LearningTask.Automatic && !(areWhole && areFew)))
        {
            return new Targets(null, train.Average(), 0);
        }

        if (!areWhole)
        {
            throw new UsageException("classes must be whole numbers, but the target column holds others; use --task regression");
        }

        return count >= 2
            ? new Targets(classes, 0, test.Count(value => !train.Contains(value)))
            : throw new UsageException($"the target column holds one class only, {Output.NumberText.Exact(all[0])}; name another with --target");
    }

    /// <summary>The columns that are learnt.</summary>
    /// <param name="values">Numbers of the target column.</param>
    /// <returns>A row for each number: one-hot minus 1 / classes, or the number minus the training mean.</returns>
    public Matrix<double> Encode(double[] values) =>
        _classes?.Encode(values) ?? Matrix<double>.Build.Dense(values.Length, 1, (row, _) => values[row] - _mean);

    /// <summary>What outputs mean.</summary>
    /// <param name="outputs">A row for each point, as <see cref="Encode"/> makes them.</param>
    /// <returns>The class with the largest output (the first of equals), or the quantity.</returns>
    public IReadOnlyList<double> Decode(Matrix<double> outputs) =>
        _classes?.Decode(outputs) ?? [.. outputs.Column(0).Select(output => output + _mean)];
}
