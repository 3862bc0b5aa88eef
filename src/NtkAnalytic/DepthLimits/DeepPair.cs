using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// One pair of inputs on its way through very many layers. Variances are mantissas with one common exponent wherever the
/// activation, or its tail, is homogeneous of degree 1: a layer commutes with scaling, but for the share of the bias.
/// </summary>
internal sealed class DeepPair
{
    private const int SettleInterval = 64;
    private const double RowTolerance = 1e-10;
    private const double SettledWithin = 4.5e-16;
    private const double OneVarianceWithin = 1e-11;
    private const double Alike = 1e-31;
    private const double LargestMantissa = 1e60;
    private const double SmallestMantissa = 1e-60;

    // Below it a double has fewer digits and rounding can hold it up for ever.
    private const double SmallestNormal = 2.2250738585072014e-308;

    private readonly Network _network;
    private readonly LayerRule _rule;
    private readonly bool _samePoint;
    private readonly bool _isHomogeneous;
    private readonly bool _canSettle;
    private readonly SettledDuals _duals;
    private DualActivation _dual;
    private bool _scales;
    private double _variance1;
    private double _variance2;
    private int _exponent;
    private double _biasScale = 1;
    private double _oneMinus;
    private double _onePlus;
    private double _slope = 1;
    private DeepSum _ntk1;
    private DeepSum _ntk2;
    private DeepSum _ntk;
    private double _anchor1;
    private double _anchor2;
    private bool _settled;
    private DualMoments _moments1;
    private DualMoments _moments2;
    private SettledDual? _table;
    private bool _tailUsed;
    private SolveStatus _status = SolveStatus.Converged;

    /// <summary>The pair after the linear first layer.</summary>
    /// <param name="network">A uniform network.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="inputDimension">n_0.</param>
    /// <param name="duals">Of the network's activation.</param>
    public DeepPair(Network network, GaussianPair inputs, int inputDimension, SettledDuals duals)
    {
        _network = network;
        _duals = duals;
        _dual = duals.Dual;
        _isHomogeneous = network.Activation.HomogeneityDegree == 1;
        _scales = _isHomogeneous;
        _rule = LayerRule.Of(
            network.Architecture == Architecture.ScaledResidual ? network.WithArchitecture(Architecture.Residual) : network,
            1,
            withGradients: true);

        // Homogeneous without bias, variances keep their ratio rather than meeting.
        _canSettle = _rule.Skip == 0 && !(_isHomogeneous && _rule.Bias == 0);
        _samePoint = inputs.IsDiagonal;
        _oneMinus = inputs.OneMinusCorrelation;
        _onePlus = inputs.OnePlusCorrelation;
        var first = LayerRule.First(network, inputDimension, withGradients: true);
        double weight1 = first.Weight * inputs.Variance1;
        double weight2 = first.Weight * inputs.Variance2;
        _variance1 = weight1 + first.Bias;
        _variance2 = weight2 + first.Bias;
        _ntk1 = new DeepSum(first.NextNtk(0, inputs.Variance1, 0));
        _ntk2 = new DeepSum(first.NextNtk(0, inputs.Variance2, 0));
        _ntk = new DeepSum(first.NextNtk(0, inputs.Covariance, 0));
        if (!double.IsFinite(_variance1) || !double.IsFinite(_variance2))
        {
            throw BlockLayer.Overflow(1, Math.Max(inputs.Variance1, inputs.Variance2));
        }

        Combine(first, weight1, weight2, 0, 0, _variance1, _variance2, 1, 1);
        Rescale();
    }

    /// <summary>True when further layers change nothing, to the last bit, or cannot be computed.</summary>
    public bool IsStationary { get; private set; }

    /// <summary>Takes the step out of hidden layer l.</summary>
    /// <param name="layer">l.</param>
    /// <param name="lastLayer">The last layer that will be asked for.</param>
    public void Step(int layer, int lastLayer)
    {
        LayerRule rule = _rule;
        if (_network.Architecture == Architecture.ScaledResidual)
        {
            double scale = 1.0 / (layer + 1);
            rule = new LayerRule(1, scale * rule.Weight, scale * rule.Bias, scale * rule.WeightGradient, scale * rule.BiasGradient);
        }

        DualPair pair = Evaluate();
        double bias = rule.Bias == 0 ? 0 : rule.Bias * _biasScale;
        double weight1 = rule.Weight == 0 ? 0 : rule.Weight * _moments1.SecondMoment;
        double weight2 = rule.Weight == 0 ? 0 : rule.Weight * _moments2.SecondMoment;
        double next1 = (rule.Skip * _variance1) + weight1 + bias;
        double next2 = (rule.Skip * _variance2) + weight2 + bias;
        if (!double.IsFinite(next1) || !double.IsFinite(next2) || double.IsNaN(pair.Value))
        {
            // The last layer that fits stands for those beyond.
            _status = SolveStatus.Overflow;
            IsStationary = true;
            return;
        }

        _status = SolveStatus.Worse(_status, SolveStatus.Worse(pair.Status, SolveStatus.Worse(_moments1.Status, _moments2.Status)));
        _slope = _rule.Weight * pair.Derivative;
        (DeepSum old1, DeepSum old2, DeepSum old) = (_ntk1, _ntk2, _ntk);
        _ntk1.Step(rule.Skip, Through(rule, _moments1.DerivativeSecondMoment), rule.WeightGradient * _moments1.SecondMoment, rule.BiasGradient);
        _ntk2.Step(rule.Skip, Through(rule, _moments2.DerivativeSecondMoment), rule.WeightGradient * _moments2.SecondMoment, rule.BiasGradient);
        _ntk.Step(rule.Skip, Through(rule, pair.Derivative), rule.WeightGradient * pair.Value, rule.BiasGradient);
        (double skipOneMinus, double skipOnePlus) = (_oneMinus, _onePlus);
        _oneMinus = pair.OneMinusCorrelation;
        _onePlus = pair.OnePlusCorrelation;
        Combine(rule with { Bias = bias }, weight1, weight2, _variance1, _variance2, next1, next2, skipOneMinus, skipOnePlus);
        if (_oneMinus < SmallestNormal)
        {
            _oneMinus = 0;
        }

        if (_settled)
        {
            IsStationary = _oneMinus == skipOneMinus && _ntk.IsSameAs(old) && _ntk1.IsSameAs(old1) && _ntk2.IsSameAs(old2);
            return;
        }

        _variance1 = next1;
        _variance2 = next2;
        Rescale();
        if (_canSettle && layer % SettleInterval == 0)
        {
            Settle(lastLayer - layer);
        }
    }

    /// <summary>What there is to report.</summary>
    /// <param name="hiddenLayers">L.</param>
    public DepthPoint Report(int hiddenLayers)
    {
        bool overflows = ReferenceEquals(_status, SolveStatus.Overflow);
        var outputs = new GaussianPair(_variance1, _variance2, _oneMinus, _onePlus);
        double ntk = overflows ? double.PositiveInfinity : _samePoint ? _ntk1.Value : _ntk.Value;
        double nngp = _samePoint ? _variance1 : outputs.Covariance;
        double log = (_ntk1.Log + _ntk2.Log) / 2;
        return new DepthPoint(
            hiddenLayers,
            overflows ? double.PositiveInfinity : Math.ScaleB(nngp, _exponent),
            _oneMinus,
            hiddenLayers == 0 ? 1 : _slope,
            ntk,
            overflows ? double.PositiveInfinity : log,
            _samePoint ? 1 : DeepSum.Normalize(_ntk, _ntk1, _ntk2),
            hiddenLayers == 0 ? ntk : ntk / hiddenLayers,
            _tailUsed,
            double.IsPositiveInfinity(log) ? SolveStatus.Worse(_status, SolveStatus.Diverges) : _status);
    }

    // Where nothing is multiplied, an infinite derivative counts for nothing.
    private static double Through(LayerRule rule, double derivative) => rule.Weight == 0 ? 0 : rule.Weight * derivative;

    private DualPair Evaluate()
    {
        bool alike = _variance1 == _variance2 && _oneMinus < Alike;
        if (!_settled && !_dual.IsClosedForm && !alike)
        {
            return EvaluateByRow();
        }

        if (!_settled)
        {
            _moments1 = _dual.Diagonal(_variance1);
            _moments2 = _variance1 == _variance2 ? _moments1 : _dual.Diagonal(_variance2);
        }

        if (alike && _moments1.SecondMoment > 0 && (_oneMinus == 0 || double.IsFinite(_moments1.DerivativeSecondMoment)))
        {
            // C is a straight line here, up to (1 - c)^(1/2) at a kink.
            double slope = _variance1 * _moments1.DerivativeSecondMoment / _moments1.SecondMoment;
            return new DualPair(
                _moments1.SecondMoment,
                0,
                _moments1.DerivativeSecondMoment,
                0,
                _oneMinus == 0 ? 0 : _oneMinus * slope,
                2,
                _moments1.Status);
        }

        return _table is not null && _table.TryEvaluate(_oneMinus, _onePlus, out DualPair pair)
            ? pair
            : _dual.Evaluate(new GaussianPair(_variance1, _variance2, _oneMinus, _onePlus));
    }

    // A row of one pair: the series that serves whole rows is some ten times faster than the quadrature of a pair.
    private DualPair EvaluateByRow()
    {
        RowProfile profile = _dual.Profile([_variance1, _variance2]);
        _moments1 = Moments(profile, 0);
        _moments2 = Moments(profile, 1);
        double minus = _oneMinus;
        double plus = _onePlus;
        double derivative = 0;
        double error = _dual.EvaluateRow(
            profile,
            0,
            profile,
            1,
            new Span<double>(ref minus),
            new Span<double>(ref plus),
            new Span<double>(ref derivative));
        double scale = Math.Sqrt(_moments1.SecondMoment) * Math.Sqrt(_moments2.SecondMoment);
        return new DualPair(
            scale * (minus <= plus ? 1 - minus : plus - 1),
            error * scale,
            derivative,
            0,
            minus,
            plus,
            error <= RowTolerance ? SolveStatus.Converged : SolveStatus.ToleranceNotMet);
    }

    private static DualMoments Moments(RowProfile profile, int index) =>
        new(profile.SecondMoment[index], 0, profile.DerivativeSecondMoment[index], 0, SolveStatus.Converged);

    // The variances have settled when 64 layers move them by no more than rounding; two that have settled within 1e-11 of each
    // other are at the same fixed point.
    private void Settle(int layersLeft)
    {
        bool still = Math.Abs(_variance1 - _anchor1) <= SettledWithin * _variance1
            && Math.Abs(_variance2 - _anchor2) <= SettledWithin * _variance2;
        (_anchor1, _anchor2) = (_variance1, _variance2);
        if (!still)
        {
            return;
        }

        if (Math.Abs(_variance1 - _variance2) <= OneVarianceWithin * _variance1)
        {
            _variance2 = _variance1;
        }

        if (!_scales && _variance1 == _variance2 && _variance1 > 0)
        {
            if (layersLeft < _duals.LayersWorthATable)
            {
                return;
            }

            _table = ReferenceEquals(_dual, _duals.Dual) ? _duals.At(_variance1) : SettledDual.Of(_dual, _variance1);
        }

        _moments1 = _dual.Diagonal(_variance1);
        _moments2 = _variance1 == _variance2 ? _moments1 : _dual.Diagonal(_variance2);
        _settled = true;
    }

    private void Rescale()
    {
        double largest = Math.Max(_variance1, _variance2);
        if (!_isHomogeneous)
        {
            ChooseTail(largest);
        }

        if (_scales && largest > 0 && largest is not (> SmallestMantissa and < LargestMantissa) && double.IsFinite(largest))
        {
            Shift(Math.ILogB(largest));
        }
    }

    private void ChooseTail(double largest)
    {
        double smallest = Math.Min(_variance1, _variance2);
        bool vanishes = largest > 0 && Math.ILogB(largest) + _exponent < -ActivationTail.Exponent;
        bool huge = smallest > 0 && double.IsFinite(largest) && Math.ILogB(smallest) + _exponent > ActivationTail.Exponent;
        if (!_scales && (vanishes || huge))
        {
            Activation? tail = vanishes ? ActivationTail.AtZero(_network.Activation) : ActivationTail.AtInfinity(_network.Activation);
            if (tail is not null)
            {
                _dual = DualActivation.Of(tail);
                _scales = true;
                _tailUsed = true;
            }
        }
        else if (_scales && !vanishes && !huge)
        {
            _dual = _duals.Dual;
            _scales = false;
            Shift(-_exponent);
        }
    }

    private void Shift(int shift)
    {
        _variance1 = Math.ScaleB(_variance1, -shift);
        _variance2 = Math.ScaleB(_variance2, -shift);
        (_anchor1, _anchor2) = (0, 0);
        _exponent += shift;
        _biasScale = Math.ScaleB(1, -_exponent);
        _ntk1.Align(_exponent);
        _ntk2.Align(_exponent);
        _ntk.Align(_exponent);
    }

    private void Combine(
        LayerRule rule,
        double weight1,
        double weight2,
        double skip1,
        double skip2,
        double next1,
        double next2,
        double skipOneMinus,
        double skipOnePlus)
    {
        if (!rule.KeepsCorrelation)
        {
            LayerSum.Combine(
                rule,
                new RowFactors(Math.Sqrt(weight1), Math.Sqrt(skip1), Math.Sqrt(next1)),
                new RowFactors(Math.Sqrt(weight2), Math.Sqrt(skip2), Math.Sqrt(next2)),
                skipOneMinus,
                skipOnePlus,
                ref _oneMinus,
                ref _onePlus);
        }
    }
}
