using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Moments;
using NtkAnalytic.DualActivations.Series;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>
/// The correlation map c -> C(c) = (sigma_b^2 + sigma_w^2 E[phi(u) phi(v)]) / V(q) of two inputs whose preactivations both have
/// variance q (Poole et al., arXiv 1606.05340; there q = q*, so that V(q) = q).
/// </summary>
public sealed class CorrelationMap
{
    // What closed forms, quadrature and resolved series leave of rounding in (1 - C)/(1 - c).
    private const double Rounding = 2e-15;

    // Next to c = 1 the rows of a series that does not resolve phi give way to the dual itself; before that, to a fit of it.
    private const double UnservedBound = 1.0 / 1024;
    private const double NearBound = 1.0 / 32;
    private const double RowAim = 1e-14;
    private const double RowTolerance = 1e-11;
    private const double UnitRounding = 4e-16;
    private readonly MapSource _source;
    private readonly DualActivation _dual;
    private readonly InputMoments _moments;
    private readonly double _value;
    private readonly double _momentShare;
    private readonly double _biasShare;
    private readonly double _dualSlope;
    private readonly Lazy<SeriesRowProfile> _profile;
    private readonly Lazy<HermiteShares?> _shares;
    private readonly Lazy<NearFit> _fit;
    private readonly Lazy<IReadOnlyList<CorrelationFixedPoint>> _fixedPoints;
    private readonly Lazy<MapExpansion> _expansion;
    private int _evaluations;

    /// <summary>The map at one variance.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="weightVariance">sigma_w^2, finite and not negative.</param>
    /// <param name="biasVariance">sigma_b^2, finite and not negative.</param>
    /// <param name="variance">q, positive and finite.</param>
    /// <exception cref="ArgumentException">A number is out of range, V(q) = 0, or V(q) is too large for a double.</exception>
    public CorrelationMap(Activation activation, double weightVariance, double biasVariance, double variance)
    {
        var source = MapSource.Of(activation);
        VarianceArguments.Check(weightVariance, "The weight variance", nameof(weightVariance));
        VarianceArguments.Check(biasVariance, "The bias variance", nameof(biasVariance));
        Check(variance > 0 && double.IsFinite(variance), "The variance q", "positive and finite", variance, nameof(variance));
        _source = source;
        _dual = source.Dual;
        WeightVariance = weightVariance;
        BiasVariance = biasVariance;
        Variance = variance;
        MomentDerivatives moments = ActivationMoments.Of(_dual.Activation).At(variance);
        _moments = new InputMoments(variance, moments.Value.Mean, moments.Derivative.Mean);
        Status = moments.Status;
        double moment = weightVariance == 0 ? 0 : weightVariance * _moments.SecondMoment;
        _value = moment + biasVariance;
        Check(_value > 0 && double.IsFinite(_value), "V(q)", "positive and finite for a correlation to exist", _value, nameof(variance));
        _momentShare = moment / _value;
        _biasShare = biasVariance / _value;
        _dualSlope = _momentShare > 0 ? variance * _moments.DerivativeSecondMoment / _moments.SecondMoment : 0;
        Chi1 = Scaled(_dualSlope);
        Chi1Error = double.IsFinite(Chi1)
            ? Chi1 * (UnitRounding + moments.Derivative.RelativeError + (_momentShare * moments.Value.RelativeError))
            : 0;
        _profile = new Lazy<SeriesRowProfile>(() => source.Profile(_moments));
        _shares = new Lazy<HermiteShares?>(() => Activation.Breakpoints.Count == 0 ? HermiteShares.Of(source.Series(_moments)) : null);
        _fit = new Lazy<NearFit>(() => NearFit.Of(_dual, variance));
        _fixedPoints = new Lazy<IReadOnlyList<CorrelationFixedPoint>>(() => new MapFixedPoints(this).Find());
        _expansion = new Lazy<MapExpansion>(() => _momentShare == 0
            ? new MapExpansion([])
            : new MapExpander(Activation, Variance, WeightVariance / _value, _momentShare, (Chi1, Chi1Error)).Expand(_shares.Value, () => _fit.Value));
    }

    /// <summary>phi.</summary>
    public Activation Activation => _dual.Activation;

    /// <summary>sigma_w^2.</summary>
    public double WeightVariance { get; }

    /// <summary>sigma_b^2.</summary>
    public double BiasVariance { get; }

    /// <summary>q.</summary>
    public double Variance { get; }

    /// <summary>chi_1 = C'(1) = sigma_w^2 q E[phi'(u)^2] / V(q).</summary>
    public double Chi1 { get; }

    /// <summary>Absolute error estimate of <see cref="Chi1"/>.</summary>
    internal double Chi1Error { get; }

    /// <summary>How the moments at q were computed.</summary>
    internal SolveStatus Status { get; }

    /// <summary>How many pairs were evaluated so far.</summary>
    internal int Evaluations => Volatile.Read(ref _evaluations);

    /// <summary>C and C' at one correlation, given as 1 - c and 1 + c.</summary>
    /// <param name="oneMinusCorrelation">1 - c in [0, 2].</param>
    /// <param name="onePlusCorrelation">1 + c in [0, 2].</param>
    /// <returns>1 - C, 1 + C and the slope.</returns>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public CorrelationMapValue Evaluate(double oneMinusCorrelation, double onePlusCorrelation)
    {
        Check(oneMinusCorrelation is >= 0 and <= 2, "1 - c", "in [0, 2]", oneMinusCorrelation, nameof(oneMinusCorrelation));
        Check(onePlusCorrelation is >= 0 and <= 2, "1 + c", "in [0, 2]", onePlusCorrelation, nameof(onePlusCorrelation));
        if (_momentShare == 0)
        {
            return new CorrelationMapValue(0, 2, 0, SolveStatus.Converged);
        }

        if (oneMinusCorrelation == 0)
        {
            return new CorrelationMapValue(0, 2, Chi1, Status);
        }

        (double minus, double plus, double slope, SolveStatus status) = EvaluateDual(oneMinusCorrelation, onePlusCorrelation);
        return new CorrelationMapValue(_momentShare * minus, (_momentShare * plus) + (2 * _biasShare), Scaled(slope), status);
    }

    /// <summary>Every fixed point in [-1, 1], from 1 downwards; c = 1 is always the first.</summary>
    /// <returns>
    /// The fixed points. When C(c) = c for every c (a linear activation without bias) there is one entry, c = 1, and it is neutral.
    /// </returns>
    public IReadOnlyList<CorrelationFixedPoint> FixedPoints() => _fixedPoints.Value;

    /// <summary>The fixed point that attracts from every c in (0, 1): c = 1, or the one below it when chi_1 &gt; 1.</summary>
    /// <returns>c*.</returns>
    public CorrelationFixedPoint Limit() => _fixedPoints.Value.Last(point => point.OneMinusCorrelation <= 1);

    /// <summary>The expansion at c = 1.</summary>
    /// <returns>The coefficients with their error estimates.</returns>
    public MapExpansion Expand() => _expansion.Value;

    /// <summary>
    /// (1 - C)/(1 - c) - 1 for c in [0, 1): positive where C lies below c. Its absolute error is <see cref="ExcessError"/>, however
    /// close to c = 1.
    /// </summary>
    internal double Excess(double oneMinus)
    {
        if (_shares.Value is { } shares)
        {
            Interlocked.Increment(ref _evaluations);
            return Chi1 - 1 - (_momentShare * shares.Drop(oneMinus));
        }

        (double minus, _, _, _) = _dual.IsClosedForm ? Pair(oneMinus, 2 - oneMinus) : Row(oneMinus, 2 - oneMinus);
        return (_momentShare * minus / oneMinus) - 1;
    }

    /// <summary>The absolute error of <see cref="Excess"/>; a row errs by the aim of its series, until it gives way to the dual itself.</summary>
    internal double ExcessError(double oneMinus) => Chi1Error + Rounding
        + (_dual.IsClosedForm || _shares.Value is not null || Closeness(oneMinus) <= UnservedBound ? 0 : RowAim / oneMinus);

    /// <summary>C(0), up to rounding.</summary>
    internal double AtZero => _biasShare + (_momentShare * (_shares.Value?.Constant ?? (1 - EvaluateDual(1, 1).OneMinus)));

    /// <summary>C' at c in [0, 1).</summary>
    internal double SlopeAt(double oneMinus) => _shares.Value is { } shares
        ? Scaled(shares.Slope(oneMinus))
        : Scaled((_dual.IsClosedForm || Closeness(oneMinus) <= UnservedBound ? Pair(oneMinus, 2 - oneMinus) : Row(oneMinus, 2 - oneMinus)).Slope);

    private (double OneMinus, double OnePlus, double Slope, SolveStatus Status) EvaluateDual(double oneMinus, double onePlus)
    {
        if (_dual.IsClosedForm)
        {
            return Pair(oneMinus, onePlus);
        }

        // A pair by quadrature is dear: the many that a recursion asks for come from a fit.
        if (oneMinus <= 1 && _shares.Value is null && Closeness(oneMinus) <= NearBound && oneMinus <= _fit.Value.OneMinusEnd)
        {
            (double near, double nearSlope) = _fit.Value.Evaluate(oneMinus, _dualSlope);
            return (near, 2 - near, nearSlope, _fit.Value.Status);
        }

        return Row(oneMinus, onePlus);
    }

    // A lower bound of the dual's own 1 - C: (1 - c) (1 - w_0).
    private double Closeness(double oneMinus)
    {
        double share = _profile.Value.HasSeries(0) ? _profile.Value.Block.NonConstantShare[0] : 1;
        return oneMinus * share * share;
    }

    private (double OneMinus, double OnePlus, double Slope, SolveStatus Status) Row(double oneMinus, double onePlus)
    {
        Interlocked.Increment(ref _evaluations);
        Span<double> minus = [oneMinus];
        Span<double> plus = [onePlus];
        Span<double> slope = [0];
        double error = _source.EvaluateRow(_profile.Value, minus, plus, slope);
        return (minus[0], plus[0], CorrelationSlope(slope[0]), error <= RowTolerance ? Status : SolveStatus.ToleranceNotMet);
    }

    private (double OneMinus, double OnePlus, double Slope, SolveStatus Status) Pair(double oneMinus, double onePlus)
    {
        Interlocked.Increment(ref _evaluations);
        DualPair pair = _dual.Evaluate(new GaussianPair(Variance, Variance, oneMinus, onePlus));
        return (pair.OneMinusCorrelation, pair.OnePlusCorrelation, CorrelationSlope(pair.Derivative), pair.Status);
    }

    // dC/dc of the dual itself, q E[phi'(u) phi'(v)] / E[phi^2].
    private double CorrelationSlope(double derivative) => Variance * derivative / _moments.SecondMoment;

    private double Scaled(double dualSlope) => _momentShare == 0 || dualSlope == 0 ? 0 : _momentShare * dualSlope;

    private static void Check(bool holds, string what, string expected, double value, string name)
    {
        if (!holds)
        {
            throw new ArgumentException(FormattableString.Invariant($"{what} must be {expected}, but it is {value:R}."), name);
        }
    }
}
