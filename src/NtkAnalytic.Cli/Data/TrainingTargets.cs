using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Cli.Data;

/// <summary>The target column as the outputs of a network under a loss.</summary>
/// <param name="Train">A row for each training point.</param>
/// <param name="Test">A row for each test point.</param>
/// <param name="IsClassification">Whether outputs point at classes.</param>
/// <param name="UnseenClasses">Test rows whose class no training row has.</param>
/// <param name="Description">For people.</param>
internal sealed record TrainingTargets(Matrix<double> Train, Matrix<double> Test, bool IsClassification, int UnseenClasses, string Description)
{
    /// <summary>
    /// Under the squared error as in <c>ntk fit</c>; under the cross-entropy one output of labels -1 and 1 for two classes, else
    /// one-hot.
    /// </summary>
    /// <param name="train">The target of the training rows.</param>
    /// <param name="test">The target of the test rows.</param>
    /// <param name="loss">The loss.</param>
    /// <returns>The targets.</returns>
    /// <exception cref="UsageException">The cross-entropy needs classes, and there are none.</exception>
    public static TrainingTargets Of(double[] train, double[] test, TrainingLoss loss)
    {
        if (loss == TrainingLoss.SquaredError)
        {
            Targets targets = Targets.Of(train, test, LearningTask.Automatic);
            return new TrainingTargets(targets.Encode(train), targets.Encode(test), targets.Task == LearningTask.Classification, targets.UnseenClasses, targets.Description);
        }

        Targets classes = Targets.Of(train, test, LearningTask.Automatic);
        if (classes.Task != LearningTask.Classification)
        {
            throw new UsageException("--loss cross-entropy needs a target of few whole numbers, which are classes; use --loss squared");
        }

        int count = classes.Classes.Count;
        return count == 2
            ? new TrainingTargets(Labels(train), Labels(test), true, classes.UnseenClasses, $"classification, one output: -1 for class {Output.NumberText.Exact(classes.Classes[0])}, 1 for class {Output.NumberText.Exact(classes.Classes[1])}")
            : new TrainingTargets(OneHot(train), OneHot(test), true, classes.UnseenClasses, $"classification, {count} classes, one-hot");

        Matrix<double> Labels(double[] values) => Matrix<double>.Build.Dense(values.Length, 1, (row, _) => values[row] == classes.Classes[1] ? 1 : -1);

        Matrix<double> OneHot(double[] values) => Matrix<double>.Build.Dense(values.Length, count, (row, column) => values[row] == classes.Classes[column] ? 1 : 0);
    }
}
