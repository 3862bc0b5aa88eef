using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Regression;

/// <summary>
/// Classification by regression: k classes become k targets, one-hot minus 1/k (so that they sum to 0 and the prior mean favours
/// no class), and the class of a prediction is the largest of its k outputs. Immutable.
/// </summary>
public sealed class ClassTargets
{
    private readonly double[] _classes;

    /// <summary>The classes that occur among some labels, in ascending order.</summary>
    /// <param name="labels">At least one label, all finite.</param>
    /// <exception cref="ArgumentException">There is no label, or one is not finite.</exception>
    public ClassTargets(IReadOnlyList<double> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
        {
            throw new ArgumentException("Classes need at least one label.", nameof(labels));
        }

        for (int i = 0; i < labels.Count; i++)
        {
            if (!double.IsFinite(labels[i]))
            {
                throw new ArgumentException($"A label must be finite, but the one of row {i} is {labels[i]:R}.", nameof(labels));
            }
        }

        _classes = [.. labels.Distinct().Order()];
    }

    /// <summary>The k classes in ascending order: column j of the targets belongs to the j-th of them.</summary>
    public IReadOnlyList<double> Classes => _classes;

    /// <summary>The targets of labels.</summary>
    /// <param name="labels">n labels, each one of <see cref="Classes"/>.</param>
    /// <returns>n x k: 1 - 1/k in the column of the label, -1/k elsewhere.</returns>
    /// <exception cref="ArgumentException">There is no label, or one is not among the classes; the message names its row.</exception>
    public Matrix<double> Encode(IReadOnlyList<double> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        if (labels.Count == 0)
        {
            throw new ArgumentException("There is no label to encode.", nameof(labels));
        }

        double rest = -1.0 / _classes.Length;
        Matrix<double> targets = Matrix<double>.Build.Dense(labels.Count, _classes.Length, rest);
        for (int i = 0; i < labels.Count; i++)
        {
            int column = Array.BinarySearch(_classes, labels[i]);
            if (column < 0)
            {
                throw new ArgumentException($"The label {labels[i]:R} of row {i} is none of the {_classes.Length} classes.", nameof(labels));
            }

            targets[i, column] = 1 + rest;
        }

        return targets;
    }

    /// <summary>The classes that predictions point at.</summary>
    /// <param name="predictions">m x k outputs of the regression.</param>
    /// <returns>The m classes; where outputs tie, the first of them.</returns>
    /// <exception cref="ArgumentException">The number of columns is not k, or an output is NaN.</exception>
    public IReadOnlyList<double> Decode(Matrix<double> predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        if (predictions.ColumnCount != _classes.Length)
        {
            throw new ArgumentException($"Predictions of {_classes.Length} classes have as many columns, but there are {predictions.ColumnCount}.", nameof(predictions));
        }

        double[] labels = new double[predictions.RowCount];
        for (int i = 0; i < labels.Length; i++)
        {
            int best = 0;
            for (int j = 0; j < _classes.Length; j++)
            {
                if (double.IsNaN(predictions[i, j]))
                {
                    throw new ArgumentException($"The prediction in row {i}, column {j} is NaN.", nameof(predictions));
                }

                best = predictions[i, j] > predictions[i, best] ? j : best;
            }

            labels[i] = _classes[best];
        }

        return labels;
    }
}
