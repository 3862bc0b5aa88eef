using NtkAnalytic.Activations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.ClosedForms;

/// <summary>
/// Polynomials have a finite Mehler series: E[phi(u) phi(v)] = sum over k of a_k(q1) a_k(q2) c^k with the Hermite
/// coefficients a_k(q) = E[phi(sqrt(q) Z) h_k(Z)], and the same for phi' (Daniely, Frostig and Singer, arXiv 1602.05897, Lemma 11).
/// </summary>
internal sealed class PolynomialDual : DualActivation
{
    private readonly HermiteExpansion _value;
    private readonly HermiteExpansion _derivative;
    private readonly double _roundingUnits;

    public PolynomialDual(PolynomialActivation activation)
        : this(activation, new PowerExpansion(activation.Coefficients), new PowerExpansion(activation.DerivativeCoefficients))
    {
    }

    public PolynomialDual(HermiteActivation activation)
        : this(
            activation,
            new RescaledHermiteExpansion(activation.Degree, 1),
            new RescaledHermiteExpansion(Math.Max(0, activation.Degree - 1), Math.Sqrt(activation.Degree)))
    {
    }

    private PolynomialDual(Activation activation, HermiteExpansion value, HermiteExpansion derivative)
        : base(activation)
    {
        _value = value;
        _derivative = derivative;
        _roundingUnits = (8 + (2 * value.Degree)) * 2.2e-16;
    }

    public override bool IsClosedForm => true;

    public override DualMoments Diagonal(double variance)
    {
        double moment = _value.At(variance).Moment;
        double derivative = _derivative.At(variance).Moment;
        return new DualMoments(moment, _roundingUnits * moment, derivative, _roundingUnits * derivative, StatusOf(moment, derivative));
    }

    public override DualPair Evaluate(GaussianPair pair)
    {
        HermiteVector value1 = _value.At(pair.Variance1);
        HermiteVector derivative1 = _derivative.At(pair.Variance1);
        bool equal = pair.Variance1 == pair.Variance2;
        HermiteVector value2 = equal ? value1 : _value.At(pair.Variance2);
        HermiteVector derivative2 = equal ? derivative1 : _derivative.At(pair.Variance2);
        (double value, double oneMinus, double onePlus) = Combine(value1, value2, pair);
        (double derivative, _, _) = Combine(derivative1, derivative2, pair);
        double scale = Product(value1.Length, value2.Length);
        double derivativeScale = Product(derivative1.Length, derivative2.Length);
        return new DualPair(
            value,
            _roundingUnits * scale,
            derivative,
            _roundingUnits * derivativeScale,
            oneMinus,
            onePlus,
            StatusOf(value, derivative));
    }

    internal override RowProfile Profile(ReadOnlySpan<double> variances) => new HermiteProfile(this, variances);

    internal override double EvaluateRow(
        RowProfile left,
        int leftIndex,
        RowProfile right,
        int rightStart,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> derivative)
    {
        var rows = (HermiteProfile)left;
        var columns = (HermiteProfile)right;
        for (int j = 0; j < oneMinus.Length; j++)
        {
            int column = rightStart + j;
            var pair = new GaussianPair(left.Variance[leftIndex], right.Variance[column], oneMinus[j], onePlus[j]);
            (derivative[j], _, _) = Combine(rows.Derivative[leftIndex], columns.Derivative[column], pair);
            (_, oneMinus[j], onePlus[j]) = Combine(rows.Value[leftIndex], columns.Value[column], pair);
        }

        return _roundingUnits;
    }

    private static (double Value, double OneMinus, double OnePlus) Combine(HermiteVector first, HermiteVector second, GaussianPair pair)
    {
        if (first.Moment == 0 || second.Moment == 0)
        {
            return (0, 1, 1);
        }

        if (pair.IsDiagonal)
        {
            return (first.Moment, 0, 2);
        }

        (double oneMinus, double onePlus) = HermiteVector.Correlate(first, second, pair.OneMinusCorrelation, pair.OnePlusCorrelation);
        double correlation = oneMinus <= onePlus ? 1 - oneMinus : onePlus - 1;
        return (Product(first.Length * second.Length, correlation), oneMinus, onePlus);
    }

    // Where a factor is 0, the other may have overflowed.
    private static double Product(double first, double second) => first == 0 || second == 0 ? 0 : first * second;

    private static SolveStatus StatusOf(double value, double derivative) =>
        double.IsFinite(value) && double.IsFinite(derivative) ? SolveStatus.Converged : SolveStatus.Overflow;

    private sealed class HermiteProfile : RowProfile
    {
        public HermiteProfile(PolynomialDual dual, ReadOnlySpan<double> variances)
            : base(variances.Length)
        {
            FillMoments(dual, variances);
            Value = new HermiteVector[variances.Length];
            Derivative = new HermiteVector[variances.Length];
            for (int i = 0; i < variances.Length; i++)
            {
                bool repeated = i > 0 && variances[i] == variances[i - 1];
                Value[i] = repeated ? Value[i - 1] : dual._value.At(variances[i]);
                Derivative[i] = repeated ? Derivative[i - 1] : dual._derivative.At(variances[i]);
            }
        }

        public HermiteVector[] Value { get; }

        public HermiteVector[] Derivative { get; }
    }
}
