using System.Globalization;
using System.Text;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Activations;

/// <summary>phi(x) = c_0 + c_1 x + ... + c_n x^n; a monomial is one with a single coefficient.</summary>
internal sealed class PolynomialActivation : Activation
{
    private readonly double[] _coefficients;
    private readonly double[] _derivative;

    /// <summary>Takes the coefficients in ascending powers; zeros at the end are dropped.</summary>
    public PolynomialActivation(string name, IReadOnlyList<double> coefficients)
    {
        Name = name;
        int count = coefficients.Count;
        while (count > 1 && coefficients[count - 1] == 0)
        {
            count--;
        }

        _coefficients = count == 0 ? [0] : [.. coefficients.Take(count)];
        _derivative = _coefficients.Length == 1 ? [0] : [.. _coefficients.Skip(1).Select((c, k) => (k + 1) * c)];
        int[] powers = [.. Enumerable.Range(0, _coefficients.Length).Where(k => _coefficients[k] != 0)];
        HomogeneityDegree = powers.Length == 1 ? powers[0] : null;
        Parity = powers.All(k => k % 2 == 0) ? Parity.Even : powers.All(k => k % 2 == 1) ? Parity.Odd : Parity.None;
    }

    public ReadOnlySpan<double> Coefficients => _coefficients;

    /// <summary>The coefficients of phi'.</summary>
    public ReadOnlySpan<double> DerivativeCoefficients => _derivative;

    public override string Name { get; }

    public override string Formula
    {
        get
        {
            var text = new StringBuilder();
            for (int k = 0; k < _coefficients.Length; k++)
            {
                double c = _coefficients[k];
                if (c == 0)
                {
                    continue;
                }

                text.Append(text.Length == 0 ? (c < 0 ? "-" : "") : (c < 0 ? " - " : " + "));
                string power = k switch { 0 => "", 1 => "x", _ => string.Create(CultureInfo.InvariantCulture, $"x^{k}") };
                string factor = Math.Abs(c) == 1 && k > 0 ? "" : Math.Abs(c).ToString("R", CultureInfo.InvariantCulture);
                text.Append(factor).Append(factor.Length > 0 && power.Length > 0 ? " " : "").Append(power);
            }

            return text.Length == 0 ? "0" : text.ToString();
        }
    }

    public override int? HomogeneityDegree { get; }

    public override Parity Parity { get; }

    public override int HighestDerivative => int.MaxValue;

    public override double Evaluate(double x) => Horner(_coefficients, x);

    public override double EvaluateDerivative(double x) => Horner(_derivative, x);

    protected override void EvaluateHigherDerivative(int order, ReadOnlySpan<double> x, Span<double> destination)
    {
        double[] derivative = order >= _coefficients.Length
            ? [0]
            : [.. _coefficients.Skip(order).Select((c, k) => c * FallingFactorial.Of(k + order, order))];
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = Horner(derivative, x[i]);
        }
    }

    private static double Horner(double[] coefficients, double x)
    {
        double sum = coefficients[^1];
        for (int k = coefficients.Length - 2; k >= 0; k--)
        {
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[k]);
        }

        return sum;
    }
}
