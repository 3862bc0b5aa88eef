using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>l = |f - y|^2 / 2.</summary>
internal sealed class SquaredOutputLoss : OutputLoss
{
    public override string Name => "squared";

    public override double? LargestCurvature(int outputs) => 1;

    public override void CheckTargets(Matrix<double> targets)
    {
        // Any finite number is a target.
    }

    public override double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets)
    {
        double sum = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            double residual = outputs[j] - targets[j];
            sum += residual * residual;
        }

        return sum / 2;
    }

    public override void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual)
    {
        for (int j = 0; j < outputs.Length; j++)
        {
            residual[j] = outputs[j] - targets[j];
        }
    }

    public override void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature)
    {
        curvature.Clear();
        for (int j = 0; j < outputs.Length; j++)
        {
            curvature[(j * outputs.Length) + j] = 1;
        }
    }
}
