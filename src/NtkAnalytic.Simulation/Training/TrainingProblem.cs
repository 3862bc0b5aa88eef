using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Training;

/// <summary>What is learnt, by which network, under which loss. Immutable.</summary>
public sealed class TrainingProblem
{
    /// <summary>Training points and their targets; they are copied.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">n x n_0, a row a point.</param>
    /// <param name="targets">n x M.</param>
    /// <param name="loss">What training lowers.</param>
    /// <exception cref="ArgumentException">The shapes do not fit the network, an entry is not finite, or the targets are none of this loss.</exception>
    public TrainingProblem(FiniteNetwork network, Matrix<double> inputs, Matrix<double> targets, TrainingLoss loss)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(loss);
        Network = network;
        Loss = loss;
        Inputs = CheckPoints(inputs, "training point");
        Targets = CheckTargets(targets, Inputs.RowCount, "training");
    }

    private TrainingProblem(TrainingProblem other)
    {
        Network = other.Network;
        Loss = other.Loss;
        Inputs = other.Inputs;
        Targets = other.Targets;
        TestInputs = other.TestInputs;
        TestTargets = other.TestTargets;
        KernelInputs = other.KernelInputs;
        IsClassification = other.IsClassification;
    }

    /// <summary>The network.</summary>
    public FiniteNetwork Network { get; }

    /// <summary>What training lowers.</summary>
    public TrainingLoss Loss { get; }

    /// <summary>True when the largest output (the sign of a single one) is a class, so that records have accuracies.</summary>
    public bool IsClassification { get; private init; }

    internal Matrix<double> Inputs { get; }

    internal Matrix<double> Targets { get; }

    internal Matrix<double>? TestInputs { get; private init; }

    internal Matrix<double>? TestTargets { get; private init; }

    internal Matrix<double>? KernelInputs { get; private init; }

    /// <summary>The problem with points that are followed but not trained on.</summary>
    /// <param name="inputs">m x n_0.</param>
    /// <param name="targets">m x M.</param>
    /// <returns>The new problem.</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, an entry is not finite, or the targets are none of the loss.</exception>
    public TrainingProblem WithTest(Matrix<double> inputs, Matrix<double> targets)
    {
        Matrix<double> points = CheckPoints(inputs, "test point");
        return new TrainingProblem(this) { TestInputs = points, TestTargets = CheckTargets(targets, points.RowCount, "test") };
    }

    /// <summary>The problem with points on which the tangent kernel is followed.</summary>
    /// <param name="points">p x n_0.</param>
    /// <returns>The new problem.</returns>
    /// <exception cref="ArgumentException">The shape does not fit, or an entry is not finite.</exception>
    public TrainingProblem WithKernel(Matrix<double> points) => new(this) { KernelInputs = CheckPoints(points, "kernel point") };

    /// <summary>The problem where the largest output, or the sign of a single one, is a class.</summary>
    /// <returns>The new problem.</returns>
    public TrainingProblem AsClassification() => new(this) { IsClassification = true };

    private Matrix<double> CheckPoints(Matrix<double> points, string what)
    {
        ArgumentNullException.ThrowIfNull(points);
        if (points.RowCount == 0 || points.ColumnCount != Network.Inputs)
        {
            throw new ArgumentException($"A {what} has {Network.Inputs} coordinates, but a {points.RowCount} x {points.ColumnCount} matrix was given.", nameof(points));
        }

        return CheckFinite(points, "coordinate", what);
    }

    private Matrix<double> CheckTargets(Matrix<double> targets, int rows, string what)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (targets.RowCount != rows || targets.ColumnCount != Network.Outputs)
        {
            throw new ArgumentException(
                $"{rows} {what} points of a network of {Network.Outputs} outputs have {rows} x {Network.Outputs} targets, but a {targets.RowCount} x {targets.ColumnCount} matrix was given.",
                nameof(targets));
        }

        Matrix<double> copy = CheckFinite(targets, "target", what + " point");
        Loss.CheckTargets(copy);
        return copy;
    }

    private static Matrix<double> CheckFinite(Matrix<double> matrix, string entry, string what) =>
        matrix.Find(value => !double.IsFinite(value), Zeros.AllowSkip) is { } found
            ? throw new ArgumentException($"Every {entry} of a {what} must be finite, but row {found.Item1}, column {found.Item2} is {found.Item3:R}.", nameof(matrix))
            : matrix.Clone();
}
