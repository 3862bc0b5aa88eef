using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;

namespace NtkAnalytic.Cli.Data;

/// <summary>Points and the numbers that one output learns there.</summary>
/// <param name="Set">The file.</param>
/// <param name="Train">Training rows.</param>
/// <param name="Test">Test rows; null for none.</param>
/// <param name="Inputs">A row for each training point.</param>
/// <param name="TestInputs">A row for each test point; null for none.</param>
/// <param name="Targets">Labels or quantities, n x 1.</param>
/// <param name="TestTargets">Likewise; null for none.</param>
/// <param name="HasLabels">Whether targets are +1 and -1.</param>
/// <param name="AreRelative">Whether targets are added to the outputs at the start.</param>
/// <param name="Description">For people.</param>
internal sealed record HierarchyData(
    DataSet Set,
    RowSet Train,
    RowSet? Test,
    Matrix<double> Inputs,
    Matrix<double>? TestInputs,
    Matrix<double> Targets,
    Matrix<double>? TestTargets,
    bool HasLabels,
    bool AreRelative,
    string Description)
{
    /// <summary>Takes the rows that were asked for, all of them for training unless a range says otherwise, and makes labels of classes.</summary>
    /// <param name="data">The file.</param>
    /// <param name="task">What the target is.</param>
    /// <param name="positive">The classes learnt as +1; null when none were named.</param>
    /// <param name="areRelative">Whether targets are added to the outputs at the start.</param>
    /// <param name="needsClasses">Whether the loss takes labels only.</param>
    /// <returns>The data.</returns>
    /// <exception cref="UsageException">There is no target, a range is wrong, or a class is unknown.</exception>
    public static HierarchyData Of(DataSet data, LearningTask task, double[]? positive, bool areRelative, bool needsClasses)
    {
        if (data.TargetColumn is null)
        {
            throw new UsageException("there is nothing to learn with --target none; name the column to predict");
        }

        (RowSet train, RowSet? test) = Rows(data);
        double[] values = data.TargetOf(train);
        double[] testValues = test is null ? [] : data.TargetOf(test);
        double[]? plus = Positive(data, values, testValues, task, positive);
        if (plus is null && needsClasses)
        {
            throw new UsageException($"--loss cross-entropy needs classes, but the target '{data.TargetName}' is a quantity; use --loss squared");
        }

        if (needsClasses && areRelative)
        {
            throw new UsageException("--loss cross-entropy takes labels, which --targets relative would shift; use --loss squared");
        }

        Matrix<double>[] features = data.Features(train, [train, .. test is null ? [] : new[] { test }]);
        string what = plus is null
            ? "regression, the target as it is"
            : $"classification, one output: +1 for {data.TargetName} {string.Join(", ", plus.Select(NumberText.Exact))}, -1 for the rest";
        return new HierarchyData(
            data,
            train,
            test,
            features[0],
            test is null ? null : features[1],
            Encode(values),
            test is null ? null : Encode(testValues),
            plus is not null,
            areRelative,
            what + (areRelative ? "; added to the outputs at the start" : ""));

        Matrix<double> Encode(double[] column) => Matrix<double>.Build.Dense(column.Length, 1, (row, _) => plus is null ? column[row] : plus.Contains(column[row]) ? 1 : -1);
    }

    private static (RowSet Train, RowSet? Test) Rows(DataSet data)
    {
        if (data is { TrainRange: not null, TestRange: not null })
        {
            TrainTestSplit split = TrainTestSplit.Of(data.Table, data.TrainRange, data.TestRange);
            return (split.Train, split.Test);
        }

        RowSet? test = data.TestRange is null ? null : RowSet.Of(data.TestRange, DataOptions.TestRows, data.Table);
        RowSet train = data.TrainRange is not null ? RowSet.Of(data.TrainRange, DataOptions.TrainRows, data.Table)
            : test?.Rest(data.Table) ?? RowSet.Between(0, data.Table.RowCount);
        return train.Count > 0 ? (train, test) : throw new UsageException($"no rows are left for training: {data.Table.Name} has {RowSet.Rows(data.Table.RowCount)}");
    }

    private static double[]? Positive(DataSet data, double[] train, double[] test, LearningTask task, double[]? named)
    {
        // Naming classes says that the target is one.
        task = named is null ? task : LearningTask.Classification;
        Targets targets = Data.Targets.Of(train, test, task);
        if (targets.Task == LearningTask.Regression)
        {
            return null;
        }

        if (named is null)
        {
            string[] classes = [.. targets.Classes.Select(NumberText.Exact)];
            return classes.Length == 2
                ? [targets.Classes[1]]
                : throw new UsageException($"'{data.TargetName}' holds {classes.Length} classes, but there is one output: name those that count as +1, as in --positive {classes[0]},{classes[1]}, or type --task regression to learn the numbers as they are");
        }

        // A class of the file need not be among the rows that were taken.
        double[] known = [.. data.TargetOf(RowSet.Between(0, data.Table.RowCount)).Distinct().Order()];
        foreach (double one in named)
        {
            if (!known.Contains(one))
            {
                throw new UsageException($"--positive: '{data.TargetName}' has no class {NumberText.Exact(one)}; its classes are {Listed(known)}");
            }
        }

        int positives = targets.Classes.Count(named.Contains);
        return positives == targets.Classes.Count ? throw new UsageException($"--positive names every class of the rows that were taken, {Listed(targets.Classes)}, so nothing is left to count as -1")
            : positives == 0 ? throw new UsageException($"--positive names none of the classes of the rows that were taken, which are {Listed(targets.Classes)}, so nothing counts as +1")
            : [.. named.Distinct()];

        static string Listed(IEnumerable<double> some) => string.Join(", ", some.Select(NumberText.Exact));
    }
}
