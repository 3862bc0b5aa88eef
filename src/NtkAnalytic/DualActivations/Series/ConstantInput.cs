namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// Pairs in which one variance is zero, as of an input of zeros without bias: u = 0 is a constant, so that
/// E[phi(u) phi(v)] = phi(0) E[phi(v)] and E[phi'(u) phi'(v)] = phi'(0) E[phi'(v)] whatever the correlation, and the means are
/// the first coefficients of the series of v: E[phi(v)] = a_0 and E[phi'(v)] = a_1 / sqrt(q).
/// </summary>
internal sealed class ConstantInput
{
    private readonly double _value;
    private readonly double _derivative;

    public ConstantInput(Activation activation)
    {
        _value = activation.Evaluate(0);
        _derivative = activation.EvaluateDerivative(0);
        Serves = !activation.Breakpoints.Any(breakpoint => breakpoint.IsJump && breakpoint.Location == 0);
    }

    /// <summary>False when phi jumps at 0, where its derivative dual has a Dirac term.</summary>
    public bool Serves { get; }

    /// <summary>The pair of two constants.</summary>
    public (double OneMinus, double OnePlus, double Derivative) WithConstant() =>
        (_value == 0 ? 1 : 0, _value == 0 ? 1 : 2, _derivative * _derivative);

    /// <summary>The pair of a constant with an input that has a series.</summary>
    /// <param name="block">The block of that input.</param>
    /// <param name="index">Its place there.</param>
    /// <returns>The duals; null where v is too nearly constant for its coefficients to tell how nearly.</returns>
    public (double OneMinus, double OnePlus, double Derivative)? With(SeriesBlock block, int index)
    {
        double mean = block.Even.Length > 0 ? block.Even[block.StartOf(index)] : 0;
        double slope = block.Odd.Length > 0 ? block.Odd[block.StartOf(index)] * block.SlopeFactor[index] : 0;
        double derivative = _derivative * slope;
        if (_value == 0)
        {
            return (1, 1, derivative);
        }

        // 1 - |ahat_0| from the sum of the other squares, which does not cancel.
        double share = block.NonConstantShare[index];
        double larger = 1 + Math.Abs(mean);
        double smaller = share * share / larger;
        if (share * MehlerLanes.CoefficientError > MehlerLanes.DistanceLimit * smaller)
        {
            return null;
        }

        return _value * mean >= 0 ? (smaller, larger, derivative) : (larger, smaller, derivative);
    }
}
