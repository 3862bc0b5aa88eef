using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>A loss with the targets of a set of points, over their outputs as one vector, point by point.</summary>
internal sealed class OutputLosses(OutputLoss loss, Matrix<double> targets)
{
    private readonly double[] _targets = Flat.FromMatrix(targets);
    private readonly int _outputs = targets.ColumnCount;

    /// <summary>L, the mean of l over the points.</summary>
    public double Mean(ReadOnlySpan<double> outputs)
    {
        double sum = 0;
        for (int i = 0; i < _targets.Length; i += _outputs)
        {
            sum += loss.Value(outputs.Slice(i, _outputs), _targets.AsSpan(i, _outputs));
        }

        return sum / (_targets.Length / _outputs);
    }

    /// <summary>r = n dL/df.</summary>
    public void Residual(ReadOnlySpan<double> outputs, Span<double> residual)
    {
        for (int i = 0; i < _targets.Length; i += _outputs)
        {
            loss.Residual(outputs.Slice(i, _outputs), _targets.AsSpan(i, _outputs), residual.Slice(i, _outputs));
        }
    }

    /// <summary>The blocks of n d^2 L/df^2, M x M numbers for each point.</summary>
    public void Curvature(ReadOnlySpan<double> outputs, Span<double> curvature)
    {
        for (int i = 0; i < _targets.Length; i += _outputs)
        {
            loss.Curvature(outputs.Slice(i, _outputs), _targets.AsSpan(i, _outputs), curvature.Slice(i * _outputs, _outputs * _outputs));
        }
    }
}
