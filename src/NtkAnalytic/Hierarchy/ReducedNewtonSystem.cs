using System.Numerics.Tensors;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The signature's part: from dS^(k)/dt = r S^(k-1), level by level, x^(k) = b^(k) + c (H x_f S^(k-1) + r x^(k-1)), with x^(0) = 0 and S^(0) = 1.
/// </summary>
internal sealed class ReducedNewtonSystem(HierarchyField field) : OutputNewtonSystem(field)
{
    private readonly int _depth = field.Order - 2;
    private readonly double[] _signature = new double[field.Dimension - field.Indices - field.TestIndices];

    protected override void KeepState(ReadOnlySpan<double> rest) => rest.CopyTo(_signature);

    protected override void Substitute(double coefficient, ReadOnlySpan<double> curvedOutputs, Span<double> right)
    {
        if (_depth == 0)
        {
            return;
        }

        int indices = curvedOutputs.Length;
        TensorPrimitives.MultiplyAdd(curvedOutputs, coefficient, right[..indices], right[..indices]);
        int length = indices;
        int below = 0;
        int offset = length;
        for (int k = 2; k <= _depth; k++)
        {
            for (int b = 0; b < indices; b++)
            {
                Span<double> place = right.Slice(offset + (b * length), length);
                TensorPrimitives.MultiplyAdd(_signature.AsSpan(below, length), coefficient * curvedOutputs[b], place, place);
                TensorPrimitives.MultiplyAdd(right.Slice(below, length), coefficient * Residual[b], place, place);
            }

            below = offset;
            length *= indices;
            offset += length;
        }
    }
}
