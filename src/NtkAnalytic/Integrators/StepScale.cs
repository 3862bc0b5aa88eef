using System.Numerics.Tensors;

namespace NtkAnalytic.Integrators;

/// <summary>What errors are held against: absolute + relative |y|, component by component, and the largest of a vector over it.</summary>
internal static class StepScale
{
    private const int Piece = 512;

    /// <summary>absolute + relative |y|.</summary>
    public static void Fill(AdaptiveSteps steps, ReadOnlySpan<double> state, Span<double> scale)
    {
        TensorPrimitives.Abs(state, scale);
        TensorPrimitives.Multiply(scale, steps.RelativeTolerance, scale);
        TensorPrimitives.Add(scale, steps.AbsoluteTolerance, scale);
    }

    /// <summary>max |x_i| / scale_i; NaN when one of them is.</summary>
    public static double Norm(ReadOnlySpan<double> vector, ReadOnlySpan<double> scale)
    {
        Span<double> piece = stackalloc double[Piece];
        double largest = 0;
        for (int from = 0; from < vector.Length; from += Piece)
        {
            Span<double> ratio = piece[..Math.Min(Piece, vector.Length - from)];
            TensorPrimitives.Divide(vector.Slice(from, ratio.Length), scale.Slice(from, ratio.Length), ratio);
            largest = Larger(largest, ratio);
        }

        return largest;
    }

    /// <summary>max |x_i| / (absolute + relative max(|y_i|, |z_i|)); NaN when one of them is.</summary>
    public static double Norm(AdaptiveSteps steps, ReadOnlySpan<double> error, ReadOnlySpan<double> before, ReadOnlySpan<double> after)
    {
        Span<double> piece = stackalloc double[Piece];
        double largest = 0;
        for (int from = 0; from < error.Length; from += Piece)
        {
            Span<double> ratio = piece[..Math.Min(Piece, error.Length - from)];
            TensorPrimitives.MaxMagnitude(before.Slice(from, ratio.Length), after.Slice(from, ratio.Length), ratio);
            Fill(steps, ratio, ratio);
            TensorPrimitives.Divide(error.Slice(from, ratio.Length), ratio, ratio);
            largest = Larger(largest, ratio);
        }

        return largest;
    }

    // Math.Max returns NaN when either is NaN.
    private static double Larger(double largest, ReadOnlySpan<double> values) => Math.Max(largest, Math.Abs(TensorPrimitives.MaxMagnitude(values)));
}
