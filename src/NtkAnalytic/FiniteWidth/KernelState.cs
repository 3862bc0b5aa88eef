using System.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>
/// Means over the random weights of what a layer hands on: its activations x (a vector) and T, the tangent kernel of these among
/// themselves (a matrix). The eight means are closed under a layer, whatever its width.
/// </summary>
/// <param name="One">The probability of the networks that are counted: those in which x is not 0, or those in which it is.</param>
/// <param name="Norm">E |x|^2.</param>
/// <param name="NormSquare">E |x|^4.</param>
/// <param name="Trace">E tr T.</param>
/// <param name="NormTrace">E |x|^2 tr T.</param>
/// <param name="Form">E x'T x.</param>
/// <param name="TraceSquare">E (tr T)^2.</param>
/// <param name="SquareTrace">E tr T^2.</param>
internal readonly record struct KernelState<T>(T One, T Norm, T NormSquare, T Trace, T NormTrace, T Form, T TraceSquare, T SquareTrace)
    where T : struct, IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
{
    /// <summary>
    /// The means after a layer of m units z_i = w_i'x, w_i ~ N(0, s I), x_i = a_i z_i: the sign of z_i is a fair coin that may be
    /// drawn apart (flipping the sign of w_i changes no law), so that a_i is independent of z_i with E a^2 = A2, E a^4 = A4.
    /// </summary>
    /// <remarks>
    /// T_ij = a_i a_j (w_i'T w_j + g [i = j]) with g = w |x|^2 + b, what the layer's own weights and biases add. For i != j the rows are
    /// independent; for i = j, E (w'x)^2 w'T w = s^2 (|x|^2 tr T + 2 x'T x) and E (w'T w)^2 = s^2 ((tr T)^2 + 2 tr T^2).
    /// </remarks>
    public KernelState<T> Through(in LayerFactors<T> layer, in SlopeMoments<T> slopes)
    {
        T own = layer.Units * slopes.Fourth;
        T pairs = layer.Units * layer.OtherUnits * slopes.SecondSquared;
        T mean = layer.Units * slopes.Second;
        T s = layer.Scale;
        KernelProducts<T> g = Products(layer);
        T normTrace = s * ((s * (NormTrace + Form + Form)) + g.Norm);
        T traceSquare = (s * ((s * (TraceSquare + SquareTrace + SquareTrace)) + g.Trace + g.Trace)) + g.Square;
        return new KernelState<T>(
            One,
            mean * s * Norm,
            s * s * NormSquare * (own + own + own + pairs),
            mean * ((s * Trace) + g.One),
            (own * normTrace) + (pairs * s * ((s * NormTrace) + g.Norm)),
            (own * normTrace) + (pairs * s * s * Form),
            (own * traceSquare) + (pairs * ((s * ((s * TraceSquare) + g.Trace + g.Trace)) + g.Square)),
            (own * traceSquare) + (pairs * s * s * SquareTrace));
    }

    /// <summary>E[Theta] and E[Theta^2] of one output z = w'x, Theta = w'T w + g.</summary>
    public (T Mean, T SecondMoment) Output(in LayerFactors<T> layer)
    {
        T s = layer.Scale;
        KernelProducts<T> g = Products(layer);
        return ((s * Trace) + g.One, (s * ((s * (TraceSquare + SquareTrace + SquareTrace)) + g.Trace + g.Trace)) + g.Square);
    }

    // E g, E g |x|^2, E g tr T and E g^2.
    private KernelProducts<T> Products(in LayerFactors<T> layer)
    {
        T w = layer.WeightGradient;
        T b = layer.BiasGradient;
        return new KernelProducts<T>(
            (w * Norm) + (b * One),
            (w * NormSquare) + (b * Norm),
            (w * NormTrace) + (b * Trace),
            (w * w * NormSquare) + (w * b * (Norm + Norm)) + (b * b * One));
    }
}

/// <summary>The numbers of one layer.</summary>
/// <param name="Units">m, the width above the weights.</param>
/// <param name="OtherUnits">m - 1.</param>
/// <param name="Scale">s = sigma_w^2 / n, n the width below.</param>
/// <param name="WeightGradient">w, what |x|^2 counts in the kernel.</param>
/// <param name="BiasGradient">b.</param>
internal readonly record struct LayerFactors<T>(T Units, T OtherUnits, T Scale, T WeightGradient, T BiasGradient);

/// <summary>Moments of a slope over a fair coin.</summary>
/// <param name="Second">A2.</param>
/// <param name="SecondSquared">A2^2.</param>
/// <param name="Fourth">A4.</param>
internal readonly record struct SlopeMoments<T>(T Second, T SecondSquared, T Fourth);

/// <summary>Means of products with g.</summary>
internal readonly record struct KernelProducts<T>(T One, T Norm, T Trace, T Square);
