namespace NtkAnalytic.DualActivations;

/// <summary>What a layer knows of each input of a block before it meets pairs.</summary>
internal class RowProfile
{
    protected RowProfile(int count)
    {
        Variance = new double[count];
        SecondMoment = new double[count];
        DerivativeSecondMoment = new double[count];
    }

    /// <summary>q of each input.</summary>
    public double[] Variance { get; }

    /// <summary>E[phi(u)^2] of each input.</summary>
    public double[] SecondMoment { get; }

    /// <summary>E[phi'(u)^2] of each input.</summary>
    public double[] DerivativeSecondMoment { get; }

    /// <summary>The largest relative error estimate of the second moments.</summary>
    public double RelativeError { get; protected set; }

    public static RowProfile FromMoments(DualActivation dual, ReadOnlySpan<double> variances)
    {
        var profile = new RowProfile(variances.Length);
        profile.FillMoments(dual, variances);
        return profile;
    }

    protected void FillMoments(DualActivation dual, ReadOnlySpan<double> variances)
    {
        for (int i = 0; i < variances.Length; i++)
        {
            DualMoments moments = i > 0 && variances[i] == variances[i - 1]
                ? new DualMoments(SecondMoment[i - 1], 0, DerivativeSecondMoment[i - 1], 0, Numerics.SolveStatus.Converged)
                : dual.Diagonal(variances[i]);
            Variance[i] = variances[i];
            SecondMoment[i] = moments.SecondMoment;
            DerivativeSecondMoment[i] = moments.DerivativeSecondMoment;
            if (moments.SecondMoment > 0)
            {
                RelativeError = Math.Max(RelativeError, moments.SecondMomentError / moments.SecondMoment);
            }
        }
    }
}
