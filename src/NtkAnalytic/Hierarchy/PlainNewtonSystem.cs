using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The tensors' part: from dK^(r)/dt = -(1/n) K^(r+1) r, highest first, x^(r) = b^(r) - (c/n) (K^(r+1) H x_f + x^(r+1) r), with x^(p) = 0.
/// </summary>
internal sealed class PlainNewtonSystem(HierarchyField field, TangentTensors tensors) : OutputNewtonSystem(field)
{
    private readonly int _order = field.Order;
    private readonly double[] _state = new double[field.Dimension - field.Indices - field.TestIndices];

    protected override void KeepState(ReadOnlySpan<double> rest) => rest.CopyTo(_state);

    protected override void Substitute(double coefficient, ReadOnlySpan<double> curvedOutputs, Span<double> right)
    {
        int indices = curvedOutputs.Length;
        double factor = coefficient / tensors.Points;
        int above = _state.Length;
        for (int r = _order - 1; r >= 2; r--)
        {
            int length = tensors.Tensor(r).Length;
            int offset = above - length;
            ReadOnlySpan<double> higher = r + 1 == _order ? tensors.Tensor(_order) : _state.AsSpan(above, length * indices);
            for (int i = 0; i < length; i++)
            {
                double moved = DotProduct.Of(higher.Slice(i * indices, indices), curvedOutputs);
                if (r + 1 < _order)
                {
                    moved += DotProduct.Of(right.Slice(above + (i * indices), indices), Residual);
                }

                right[offset + i] -= factor * moved;
            }

            above = offset;
        }
    }
}
