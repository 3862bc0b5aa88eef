using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// phi(x) = alpha x + beta |x| with alpha = (a + b)/2, beta = (a - b)/2 for the slopes a (x &gt; 0) and b (x &lt; 0):
/// E[phi phi] = sqrt(q1 q2) (alpha^2 c + beta^2 A(c)), A(c) = (2/pi) (sqrt(1 - c^2) + c asin c), and
/// E[phi' phi'] = alpha^2 + beta^2 (2/pi) asin c; relu is alpha = beta = 1/2 (Cho and Saul 2009, equation 6).
/// </summary>
/// <remarks>
/// A is even. With theta the angle below pi/2 of cos(theta) = |c|:
/// 1 - A = d - (2/pi) (sin(theta) - theta cos(theta)), d = 1 - |c|, which does not cancel as the second term is of order d^(3/2).
/// </remarks>
internal sealed class TwoSlopeDual : DualActivation
{
    private const double RoundingUnits = 8 * 2.2e-16;
    private readonly double _linear;
    private readonly double _absolute;
    private readonly double _moment;

    public TwoSlopeDual(TwoSlope activation)
        : base(activation)
    {
        double alpha = (activation.PositiveSlope + activation.NegativeSlope) / 2;
        double beta = (activation.PositiveSlope - activation.NegativeSlope) / 2;
        _moment = ((activation.PositiveSlope * activation.PositiveSlope) + (activation.NegativeSlope * activation.NegativeSlope)) / 2;
        _linear = _moment > 0 ? alpha * alpha / _moment : 0;
        _absolute = _moment > 0 ? beta * beta / _moment : 0;
    }

    public override bool IsClosedForm => true;

    public override DualMoments Diagonal(double variance) => new(
        _moment * variance,
        RoundingUnits * _moment * variance,
        _moment,
        RoundingUnits * _moment,
        SolveStatus.Converged);

    public override DualPair Evaluate(GaussianPair pair)
    {
        double scale = _moment * (Math.Sqrt(pair.Variance1) * Math.Sqrt(pair.Variance2));
        if (scale == 0)
        {
            return new DualPair(0, 0, _moment * (_linear + (_absolute * 2 / Math.PI * Math.Asin(pair.Correlation))), RoundingUnits * _moment, 1, 1, SolveStatus.Converged);
        }

        bool positive = pair.OneMinusCorrelation <= pair.OnePlusCorrelation;
        double d = Math.Min(pair.OneMinusCorrelation, pair.OnePlusCorrelation);
        double angle = HalfAngle.Angle(d);
        double evenGap = d - (2 / Math.PI * HalfAngle.SegmentFromGap(d));
        double oneMinus = (_linear * pair.OneMinusCorrelation) + (_absolute * evenGap);
        double onePlus = (_linear * pair.OnePlusCorrelation) + (_absolute * (2 - evenGap));
        double arcsine = 1 - (2 / Math.PI * angle);
        double value = pair.IsDiagonal
            ? _moment * pair.Variance1
            : scale * (oneMinus <= onePlus ? 1 - oneMinus : onePlus - 1);
        return new DualPair(
            value,
            RoundingUnits * scale,
            _moment * (_linear + (_absolute * (positive ? arcsine : -arcsine))),
            RoundingUnits * _moment,
            oneMinus,
            onePlus,
            SolveStatus.Converged);
    }

    // Optimised from the first call: a short run would spend its time in the first tier.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override double EvaluateRow(
        RowProfile left,
        int leftIndex,
        RowProfile right,
        int rightStart,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> derivative)
    {
        int count = oneMinus.Length;
        int j = 0;
        ref double minus = ref MemoryMarshal.GetReference(oneMinus);
        ref double plus = ref MemoryMarshal.GetReference(onePlus);
        ref double slope = ref MemoryMarshal.GetReference(derivative);
        for (; j <= count - Vector512<double>.Count; j += Vector512<double>.Count)
        {
            Vector512<double> m = Vector512.LoadUnsafe(ref minus, (nuint)j);
            Vector512<double> p = Vector512.LoadUnsafe(ref plus, (nuint)j);
            Step(ref m, ref p, out Vector512<double> s);
            m.StoreUnsafe(ref minus, (nuint)j);
            p.StoreUnsafe(ref plus, (nuint)j);
            s.StoreUnsafe(ref slope, (nuint)j);
        }

        if (j < count)
        {
            // The same instructions for the last few, so that a pair's result does not depend on its place in the run.
            Span<double> lanes = stackalloc double[3 * Vector512<double>.Count];
            lanes.Clear();
            oneMinus[j..].CopyTo(lanes);
            onePlus[j..].CopyTo(lanes[Vector512<double>.Count..]);
            Vector512<double> m = Vector512.Create<double>(lanes);
            Vector512<double> p = Vector512.Create<double>(lanes[Vector512<double>.Count..]);
            Step(ref m, ref p, out Vector512<double> s);
            m.CopyTo(lanes);
            p.CopyTo(lanes[Vector512<double>.Count..]);
            s.CopyTo(lanes[(2 * Vector512<double>.Count)..]);
            lanes[..(count - j)].CopyTo(oneMinus[j..]);
            lanes.Slice(Vector512<double>.Count, count - j).CopyTo(onePlus[j..]);
            lanes.Slice(2 * Vector512<double>.Count, count - j).CopyTo(derivative[j..]);
        }

        return RoundingUnits;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Step(ref Vector512<double> oneMinus, ref Vector512<double> onePlus, out Vector512<double> derivative)
    {
        Vector512<double> d = Vector512.Min(oneMinus, onePlus);
        (Vector512<double> angle, Vector512<double> segment) = HalfAngle.Evaluate(d);
        Vector512<double> evenGap = d - (segment * (2 / Math.PI));
        Vector512<double> arcsine = Vector512<double>.One - (angle * (2 / Math.PI));
        Vector512<double> signed = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(oneMinus, onePlus), arcsine, -arcsine);
        oneMinus = (oneMinus * _linear) + (evenGap * _absolute);
        onePlus = (onePlus * _linear) + ((Vector512.Create(2.0) - evenGap) * _absolute);
        derivative = (signed * (_absolute * _moment)) + Vector512.Create(_linear * _moment);
    }
}
