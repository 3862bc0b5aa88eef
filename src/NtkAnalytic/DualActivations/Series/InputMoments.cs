namespace NtkAnalytic.DualActivations.Series;

/// <summary>The moments of one input, from a quadrature that knows nothing of its Hermite coefficients.</summary>
/// <param name="Variance">q.</param>
/// <param name="SecondMoment">E[phi(u)^2].</param>
/// <param name="DerivativeSecondMoment">E[phi'(u)^2].</param>
internal readonly record struct InputMoments(double Variance, double SecondMoment, double DerivativeSecondMoment)
{
    /// <summary>False for what cannot be normalised: zero, overflown or denormal numbers.</summary>
    public bool HasSeries => double.IsNormal(Variance) && double.IsNormal(SecondMoment);
}
