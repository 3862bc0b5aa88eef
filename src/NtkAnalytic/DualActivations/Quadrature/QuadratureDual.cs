using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations.Series;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>
/// The duals of any activation by Gauss-Legendre panels that follow the activation (<see cref="PairQuadrature"/>). Errors are
/// estimated from rules of two orders on the same panels, and the panels are halved until the tolerance is met.
/// </summary>
/// <remarks>
/// With s = sqrt(m11 m22), G = E[phi(sqrt q1 Z) phi(sqrt q2 Z)] and the decrease T of <see cref="PairQuadrature"/>, the value is G -
/// T and 1 - C = (1 - G/s) + T/s, the first by <see cref="TwoScaleTerm"/>. For c &lt; 0 the pair is (r1 a, r2 b) with r2 = -sqrt(q2)
/// and the correlation |c|; where G is then negative, 1 + C = (1 + G/s) - T/s is the accurate one.
/// </remarks>
internal sealed class QuadratureDual : DualActivation
{
    private const int CoarseOrder = 16;
    private const int FineOrder = 20;
    private const int MostRefinements = 3;

    // Some tenths of a second: past it an estimate above the tolerance is reported rather than improved.
    private const long MostNodes = 8_000_000;
    private const double LongestPanel = 4.5;

    // Sums of some thousand products of rounded values; measured against 21 digits the errors stay below 2e-15.
    private const double Rounding = 2e-15;
    private readonly double _tolerance;
    private readonly ActivationMesh _mesh;
    private readonly bool _jumps;

    /// <summary>The duals of an activation.</summary>
    /// <param name="activation">phi.</param>
    /// <param name="tolerance">
    /// The error asked for, of E[phi(u) phi(v)] relative to sqrt(E[phi(u)^2] E[phi(v)^2]), and of the derivative dual likewise.
    /// </param>
    public QuadratureDual(Activation activation, double tolerance = 1e-12)
        : base(activation)
    {
        _tolerance = tolerance;
        _mesh = ActivationMesh.Of(activation);
        _jumps = JumpTerms.Exist(activation);
        RowSeries = new MehlerSeries(this);
    }

    public override bool IsClosedForm => false;

    private protected override MehlerSeries? RowSeries { get; }

    public override DualMoments Diagonal(double variance)
    {
        DualMoments smooth = SmoothMoments(variance);
        bool diverges = _jumps && (variance > 0 || Activation.Breakpoints.Any(b => b.IsJump && b.Location == 0));
        return !diverges
            ? smooth
            : smooth with
            {
                DerivativeSecondMoment = double.PositiveInfinity,
                DerivativeSecondMomentError = 0,
                Status = SolveStatus.Worse(smooth.Status, SolveStatus.Diverges),
            };
    }

    public override DualPair Evaluate(GaussianPair pair)
    {
        if (pair.IsDiagonal)
        {
            DualMoments same = Diagonal(pair.Variance1);
            bool zero = same.SecondMoment == 0;
            return new DualPair(
                same.SecondMoment,
                same.SecondMomentError,
                same.DerivativeSecondMoment,
                same.DerivativeSecondMomentError,
                zero ? 1 : 0,
                zero ? 1 : 2,
                same.Status);
        }

        bool negative = pair.OneMinusCorrelation > pair.OnePlusCorrelation;
        return !negative ? Compute(pair, reflected: false)
            : Activation.Parity == Parity.None ? Compute(pair.Reflected, reflected: true)
            : Reflect(Compute(pair.Reflected, reflected: false));
    }

    // An even phi has an odd phi' and the other way round.
    private DualPair Reflect(DualPair pair) => Activation.Parity == Parity.Even
        ? pair with { Derivative = -pair.Derivative }
        : pair with
        {
            Value = -pair.Value,
            OneMinusCorrelation = pair.OnePlusCorrelation,
            OnePlusCorrelation = pair.OneMinusCorrelation,
        };

    private DualPair Compute(GaussianPair pair, bool reflected)
    {
        // The variable of the larger variance is the outer one: the inner panels are then few.
        double variance1 = Math.Max(pair.Variance1, pair.Variance2);
        double variance2 = Math.Min(pair.Variance1, pair.Variance2);
        DualMoments first = SmoothMoments(variance1);
        DualMoments second = variance1 == variance2 ? first : SmoothMoments(variance2);
        var problem = new PairProblem(
            Activation,
            variance1,
            variance2,
            reflected,
            pair.OneMinusCorrelation,
            SupportRadius.Of(_mesh, Math.Sqrt(variance1), Math.Sqrt(variance2)),
            first.SecondMoment,
            second.SecondMoment);
        if (double.IsNaN(problem.Radius) || double.IsInfinity(problem.Scale))
        {
            return Overflown;
        }

        double longest = LongestPanel;
        double share = 1;
        PairEstimate coarse = problem.Estimate(CoarseOrder, longest, share);
        PairEstimate fine = problem.Estimate(FineOrder, longest, share);
        double derivativeScale = Math.Sqrt(first.DerivativeSecondMoment) * Math.Sqrt(second.DerivativeSecondMoment);
        double decreaseTolerance = (10 * _tolerance) + problem.DecreaseRounding;
        for (int i = 0; i < MostRefinements
            && 4 * fine.Nodes < MostNodes
            && !fine.Agrees(coarse, _tolerance, decreaseTolerance, problem.Scale, derivativeScale); i++)
        {
            longest /= 2;
            share /= 2;
            coarse = fine;
            fine = problem.Estimate(FineOrder, longest, share);
        }

        return Assemble(problem, coarse, fine, first, second, derivativeScale);
    }

    private DualPair Assemble(
        PairProblem problem,
        PairEstimate coarse,
        PairEstimate fine,
        DualMoments first,
        DualMoments second,
        double derivativeScale)
    {
        (double value, double oneMinus, double onePlus) = fine.Correlation(problem.Scale);
        double derivative = fine.Derivative;
        if (!double.IsFinite(value) || double.IsNaN(derivative))
        {
            return Overflown;
        }

        double relative = (Relative(first) + Relative(second)) / 2;
        double valueError = Math.Abs(value - coarse.Correlation(problem.Scale).Value) + ((Rounding + relative) * problem.Scale);
        bool diverges = double.IsInfinity(derivative);
        double derivativeError = diverges ? 0
            : Math.Abs(derivative - coarse.Derivative) + (Rounding * Math.Max(derivativeScale, Math.Abs(derivative)));
        bool met = valueError <= (_tolerance + Rounding) * problem.Scale
            && derivativeError <= (_tolerance + Rounding) * Math.Max(derivativeScale, Math.Abs(derivative));
        return new DualPair(
            value,
            valueError,
            derivative,
            derivativeError,
            oneMinus,
            onePlus,
            !met ? SolveStatus.ToleranceNotMet : diverges ? SolveStatus.Diverges : SolveStatus.Converged);
    }

    private static double Relative(DualMoments moments) =>
        moments.SecondMoment > 0 ? moments.SecondMomentError / moments.SecondMoment : 0;

    private static DualPair Overflown => new(
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        double.PositiveInfinity,
        1,
        1,
        SolveStatus.Overflow);

    // The moments with the almost everywhere derivative, whether phi jumps or not.
    private DualMoments SmoothMoments(double variance)
    {
        double deviation = Math.Sqrt(variance);
        if (double.IsNaN(SupportRadius.Of(_mesh, deviation, deviation)))
        {
            return new DualMoments(
                double.PositiveInfinity,
                double.PositiveInfinity,
                double.PositiveInfinity,
                double.PositiveInfinity,
                SolveStatus.Overflow);
        }

        double longest = LongestPanel;
        double share = 1;
        (double Value, double Derivative) coarse = Squares(variance, CoarseOrder, longest, share);
        (double Value, double Derivative) fine = Squares(variance, FineOrder, longest, share);
        for (int i = 0; i < MostRefinements && !Met(); i++)
        {
            longest /= 2;
            share /= 2;
            coarse = fine;
            fine = Squares(variance, FineOrder, longest, share);
        }

        bool finite = double.IsFinite(fine.Value) && double.IsFinite(fine.Derivative);
        return new DualMoments(
            finite ? fine.Value : double.PositiveInfinity,
            finite ? Math.Abs(fine.Value - coarse.Value) + (Rounding * fine.Value) : double.PositiveInfinity,
            finite ? fine.Derivative : double.PositiveInfinity,
            finite ? Math.Abs(fine.Derivative - coarse.Derivative) + (Rounding * fine.Derivative) : double.PositiveInfinity,
            !finite ? SolveStatus.Overflow : Met() ? SolveStatus.Converged : SolveStatus.ToleranceNotMet);

        bool Met() => Math.Abs(fine.Value - coarse.Value) <= _tolerance * fine.Value
            && Math.Abs(fine.Derivative - coarse.Derivative) <= _tolerance * fine.Derivative;
    }

    private (double Value, double Derivative) Squares(double variance, int order, double longest, double share)
    {
        var rule = GaussianRule.For(Activation, variance, order, longest, share);
        double deviation = Math.Sqrt(variance);
        double[] points = [.. rule.Nodes.Select(z => deviation * z)];
        double[] values = new double[points.Length];
        Activation.Evaluate(points, values);
        double value = 0;
        for (int i = 0; i < points.Length; i++)
        {
            value += rule.Weights[i] * values[i] * values[i];
        }

        Activation.EvaluateDerivative(points, values);
        double derivative = 0;
        for (int i = 0; i < points.Length; i++)
        {
            derivative += rule.Weights[i] * values[i] * values[i];
        }

        return (value, derivative);
    }
}
