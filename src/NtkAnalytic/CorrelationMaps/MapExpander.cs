using NtkAnalytic.Activations;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The expansion of a correlation map at c = 1 from what phi is: the leading coefficients in closed form from the jumps of phi,
/// phi' and phi'' and from E[phi'^2] and E[phi''^2], those behind them from the Hermite shares or a fit.
/// </summary>
/// <remarks>
/// With S = sigma_w^2 / V and gamma = 1 - c, (-d/dgamma)^n C = S q^n E[phi^(n)(u) phi^(n)(v)]; n = 2 is integrated twice. Let phi''
/// have a Dirac term of weight d at b, and next to it jump by j while its derivative jumps by k; p = exp(-b^2/(2q)) / sqrt(2 pi q).
/// Given u = b, v is normal of mean b - gamma b and variance 2 q gamma (1 - gamma/2). So E[phi''(u) phi''(v)] has,
/// at gamma^(-1/2): sum of d^2 p^2 exp(b^2/(2q)) / sqrt(2), a Dirac term in both factors at the density of (u, v) at (b, b);
/// at gamma^0: E[phi''^2] without Dirac terms, and 2 d p times the mean of phi'' on both sides of b;
/// at gamma^(1/2): the first one's next order, d^2 p^2 exp(b^2/(2q)) (1 - b^2/q) / (4 sqrt 2); from a Dirac term in one factor
/// 2 d p (sqrt(q/pi) k - j b / (2 sqrt(pi q))); and -j^2 p sqrt(q/pi), the chance that b lies between u and v.
/// Pairs of different breakpoints meet with a density that vanishes with all its derivatives at gamma = 0. Where phi itself jumps by
/// J, n = 1 gives a_(1/2) = sqrt(2) S q sum of J^2 p^2 exp(b^2/(2q)).
/// </remarks>
internal sealed class MapExpander
{
    // A coefficient below this many error estimates cannot be told from 0.
    private const double Significance = 4;
    private const double Rounding = 1e-15;
    private readonly Activation _activation;
    private readonly double _variance;
    private readonly double _factor;
    private readonly double _momentShare;
    private readonly double _chi1;
    private readonly double _chi1Error;

    /// <summary>What the expansion needs of a map.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="variance">q.</param>
    /// <param name="factor">S = sigma_w^2 / V(q).</param>
    /// <param name="momentShare">S E[phi^2].</param>
    /// <param name="chi1">chi_1, with its absolute error.</param>
    public MapExpander(Activation activation, double variance, double factor, double momentShare, (double Value, double Error) chi1)
    {
        _activation = activation;
        _variance = variance;
        _factor = factor;
        _momentShare = momentShare;
        (_chi1, _chi1Error) = chi1;
    }

    /// <summary>The expansion.</summary>
    /// <param name="shares">The Hermite shares; null where they do not resolve phi.</param>
    /// <param name="fit">The fit close to c = 1, made when it is asked for.</param>
    public MapExpansion Expand(HermiteShares? shares, Func<NearFit> fit)
    {
        List<ExpansionTerm> terms = _activation.Breakpoints.Any(b => b.IsJump) ? WithJumps(fit())
            : _activation.Breakpoints.Count > 0 ? WithCorners(fit)
            : Smooth(shares);
        return new MapExpansion([.. terms.Where(IsSignificant)]);
    }

    private static bool IsSignificant(ExpansionTerm term) => Math.Abs(term.Coefficient) > Significance * term.Error;

    private List<ExpansionTerm> Smooth(HermiteShares? shares)
    {
        var a1 = new ExpansionTerm(1, _chi1, _chi1Error);
        double half = _factor * _variance * _variance / 2;
        if (shares is not null)
        {
            // By what the first sum misses chi_1, which another quadrature gave, the others may err too, times some.
            double whole = _momentShare * shares.Derivative(1);
            double relative = (10 * Rounding) + (whole > 0 ? 8 * Math.Abs(1 - (_chi1 / whole)) : 0);
            double second = _momentShare * shares.Derivative(2);
            double third = _momentShare * shares.Derivative(3);

            // Amplitudes are rounded relative to the largest, so that shares are unknown below the square of that.
            double unknown = 100 * Rounding * Rounding * whole;
            return [a1, new(2, -second, (relative * second) + unknown), new(3, third, (4 * relative * third) + unknown)];
        }

        (double moment2, double error2) = CurvatureMoments.SecondMoment(_activation, _variance);
        (double moment3, double error3) = CurvatureMoments.ThirdMoment(_activation, _variance);
        double sixth = half * _variance / 3;
        return
        [
            a1,
            new(2, -half * moment2, half * (error2 + (Rounding * moment2))),
            new(3, sixth * moment3, sixth * (error3 + (Rounding * moment3))),
        ];
    }

    private List<ExpansionTerm> WithCorners(Func<NearFit> fit)
    {
        double half = _factor * _variance * _variance / 2;
        double kinks = 0;
        (double square, double squareError) = CurvatureMoments.SecondMoment(_activation, _variance);
        (double root, double rootError) = (0, 0);
        double spread = Math.Sqrt(_variance / Math.PI);
        for (int i = 0; i < _activation.Breakpoints.Count; i++)
        {
            double d = _activation.Breakpoints[i].DerivativeJump;
            double b = _activation.Breakpoints[i].Location;
            (SideDerivatives below, SideDerivatives above) = CurvatureMoments.Sides(_activation, i);
            double error = below.SecondError + above.SecondError;
            double jump = above.Second - below.Second;
            double density = Math.Exp(-b * b / (2 * _variance)) / Math.Sqrt(2 * Math.PI * _variance);
            double drift = b / (2 * Math.Sqrt(Math.PI * _variance));
            double kink = DiagonalDensity(b) * d * d;
            kinks += kink;
            square += d * density * (below.Second + above.Second);
            squareError += Math.Abs(d) * density * error;
            root += (kink * (1 - (b * b / _variance)) / (4 * Math.Sqrt(2)))
                + (2 * d * density * ((spread * (above.Third - below.Third)) - (jump * drift)))
                - (jump * jump * density * spread);
            rootError += (4 * Rounding * kink)
                + (2 * Math.Abs(d) * density * ((spread * (above.ThirdError + below.ThirdError)) + (error * Math.Abs(drift))))
                + (error * ((2 * Math.Abs(jump)) + error) * density * spread);
        }

        List<ExpansionTerm> known =
        [
            new(1, _chi1, _chi1Error),
            new(1.5, -8.0 / 3 / Math.Sqrt(2) * half * kinks, 4 * Rounding * half * kinks),
            new(2, -half * square, half * (squareError + (Rounding * Math.Abs(square)))),
            new(2.5, -8.0 / 15 * half * root, half * (rootError + (Rounding * Math.Abs(root)))),
        ];
        known = [.. known.Select(term => IsSignificant(term) ? term : term with { Coefficient = 0 })];
        (double value, double fitError) = ExpansionFit.Next(fit(), [.. known.Select(term => term.Coefficient / _momentShare)])[0];
        return [.. known, new(3, _momentShare * value, _momentShare * fitError)];
    }

    private List<ExpansionTerm> WithJumps(NearFit fit)
    {
        double sum = 0;
        foreach (Breakpoint point in _activation.Breakpoints)
        {
            sum += DiagonalDensity(point.Location) * point.ValueJump * point.ValueJump;
        }

        double half = Math.Sqrt(2) * _factor * _variance * sum;
        IReadOnlyList<(double Value, double Error)> next = ExpansionFit.Next(fit, [half / _momentShare]);
        return
        [
            new(0.5, half, 4 * Rounding * half),
            new(1, _momentShare * next[0].Value, _momentShare * next[0].Error),
            new(1.5, _momentShare * next[1].Value, _momentShare * next[1].Error),
        ];
    }

    // p^2 exp(b^2/(2q)) = exp(-b^2/(2q)) / (2 pi q), the density of (u, v) at (b, b) times sqrt(1 - c^2), at c = 1.
    private double DiagonalDensity(double location) =>
        Math.Exp(-location * location / (2 * _variance)) / (2 * Math.PI * _variance);
}
