using System.Numerics.Tensors;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The signature S^(1), ..., S^(depth) of the path of r's integral, one level after the other, S^(k) with N^k entries, the first index slowest.
/// </summary>
internal static class SignatureFlow
{
    /// <summary>dS^(k)_{b1..bk}/dt = r_{b1} S^(k-1)_{b2..bk}.</summary>
    public static void Derivative(ReadOnlySpan<double> residual, ReadOnlySpan<double> signature, Span<double> derivative, int depth)
    {
        residual.CopyTo(derivative);
        int length = residual.Length;
        int below = 0;
        int offset = length;
        for (int k = 2; k <= depth; k++)
        {
            ReadOnlySpan<double> level = signature.Slice(below, length);
            for (int b = 0; b < residual.Length; b++)
            {
                TensorPrimitives.Multiply(level, residual[b], derivative.Slice(offset + (b * length), length));
            }

            below = offset;
            length *= residual.Length;
            offset += length;
        }
    }
}
