using System.Numerics.Tensors;

namespace NtkAnalytic.Integrators;

/// <summary>y + h sum_j w_j k_j, in pieces that stay in the first cache, so that every vector passes through memory once.</summary>
internal static class LinearCombination
{
    private const int Piece = 1024;

    /// <summary>The combination.</summary>
    /// <param name="start">y; none is 0.</param>
    /// <param name="step">h.</param>
    /// <param name="weights">w, no more than vectors.</param>
    /// <param name="vectors">k.</param>
    /// <param name="result">Receives it; apart from all vectors.</param>
    public static void Add(ReadOnlySpan<double> start, double step, ReadOnlySpan<double> weights, double[][] vectors, Span<double> result)
    {
        for (int from = 0; from < result.Length; from += Piece)
        {
            int count = Math.Min(Piece, result.Length - from);
            Span<double> piece = result.Slice(from, count);
            if (start.IsEmpty)
            {
                piece.Clear();
            }
            else
            {
                start.Slice(from, count).CopyTo(piece);
            }

            for (int j = 0; j < weights.Length; j++)
            {
                if (weights[j] != 0)
                {
                    TensorPrimitives.MultiplyAdd(vectors[j].AsSpan(from, count), step * weights[j], piece, piece);
                }
            }
        }
    }
}
