using System.Numerics.Tensors;
using NtkAnalytic.Integrators;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// (1 - c J) x = b for the hierarchy, from one N x N system: of the derivative of f' = -(1/n) K r only -(1/n) K H is kept, H the curvature of
/// the loss (a block for each point); what moves K itself is dropped. Then f decouples, and the rest follows by substitution.
/// </summary>
/// <remarks>
/// Only K H / n is stiff, with eigenvalues up to lambda_max(K) h; they are not negative while K is positive semidefinite, so that
/// 1 + (c/n) K H is never singular. What is dropped takes the part of the state behind the outputs to the outputs, by c/n times how K r depends on it;
/// that part in turn follows the outputs by substitution. A simplified Newton iteration ends at the same point with any matrix, and with this one
/// contracts by about (c/n)^2 |K^(3) r H|, small wherever the kernel moves little within a step.
/// </remarks>
internal abstract class OutputNewtonSystem(HierarchyField field) : NewtonSystem
{
    private readonly double[] _curvature = new double[field.Indices * field.Outputs];
    private readonly double[] _curvedKernel = new double[(field.Indices + field.TestIndices) * field.Indices];
    private readonly double[] _curvedOutputs = new double[field.Indices];
    private readonly double[] _residual = new double[field.Indices];
    private readonly LuFactors _factors = new(field.Indices);
    private double _coefficient;

    /// <summary>r where the step begins.</summary>
    protected ReadOnlySpan<double> Residual => _residual;

    public sealed override void Linearise(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> derivative)
    {
        field.Losses.Curvature(state[..field.Indices], _curvature);
        field.Losses.Residual(state[..field.Indices], _residual);
        MultiplyByCurvature(field.KernelOf(state));
        KeepState(state[(field.Indices + field.TestIndices)..]);
    }

    public sealed override bool Factor(double coefficient)
    {
        int indices = field.Indices;
        double scale = coefficient / field.Points;
        Span<double> matrix = _factors.Matrix;
        TensorPrimitives.Multiply(_curvedKernel.AsSpan(0, matrix.Length), scale, matrix);
        for (int i = 0; i < indices; i++)
        {
            matrix[(i * indices) + i] += 1;
        }

        _coefficient = coefficient;
        return _factors.Factor();
    }

    public sealed override void Solve(Span<double> right)
    {
        int indices = field.Indices;
        Span<double> solution = right[..indices];
        _factors.Solve(solution);
        for (int i = 0; i < field.TestIndices; i++)
        {
            right[indices + i] -= _coefficient / field.Points * DotProduct.Of(_curvedKernel.AsSpan((indices + i) * indices, indices), solution);
        }

        int count = field.Outputs;
        for (int i = 0; i < indices; i++)
        {
            _curvedOutputs[i] = DotProduct.Of(_curvature.AsSpan(i * count, count), solution.Slice(i / count * count, count));
        }

        Substitute(_coefficient, _curvedOutputs, right[(indices + field.TestIndices)..]);
    }

    /// <summary>Keeps what substitution needs of the state behind the outputs.</summary>
    protected abstract void KeepState(ReadOnlySpan<double> rest);

    /// <summary>The part of the solution behind the outputs.</summary>
    /// <param name="coefficient">c.</param>
    /// <param name="curvedOutputs">H x_f.</param>
    /// <param name="right">b, then x.</param>
    protected abstract void Substitute(double coefficient, ReadOnlySpan<double> curvedOutputs, Span<double> right);

    // K H: columns of one point mix.
    private void MultiplyByCurvature(ReadOnlySpan<double> kernel)
    {
        int count = field.Outputs;
        for (int place = 0; place < kernel.Length; place += count)
        {
            int block = place % field.Indices * count;
            for (int j = 0; j < count; j++)
            {
                double sum = 0;
                for (int k = 0; k < count; k++)
                {
                    sum += kernel[place + k] * _curvature[block + (k * count) + j];
                }

                _curvedKernel[place + j] = sum;
            }
        }
    }
}
