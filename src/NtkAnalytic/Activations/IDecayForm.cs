namespace NtkAnalytic.Activations;

/// <summary>
/// phi and phi' as expressions in x, w = exp(-|rate x|) and w - 1: since w is never above 1 they cannot overflow, and since
/// w - 1 is exact in relative terms they need not cancel near 0.
/// </summary>
internal interface IDecayForm
{
    /// <summary>The rate in w.</summary>
    double Rate { get; }

    /// <summary>phi(x).</summary>
    double Value(double x, double decay, double decayLessOne);

    /// <summary>phi'(x).</summary>
    double Derivative(double x, double decay, double decayLessOne);

    /// <summary>phi^(k)(x), k &gt;= 2; the scratch has 2 k + 2 elements, for Taylor coefficients.</summary>
    double HigherDerivative(int order, double x, double decay, double decayLessOne, Span<double> scratch);
}
