using NtkAnalytic.Numerics;

namespace NtkAnalytic.Tests.Numerics;

/// <summary>
/// A Laplace transform whose zeros are known: with x = exp(-s) the polynomial factor * (x - r_1) (x - r_2) ..., times x, whose
/// density has masses at v = 1, 2, ...
/// </summary>
internal sealed class ExponentialSum
{
    private readonly double[] _coefficients = [1];

    public ExponentialSum(double constant, params double[] roots)
    {
        foreach (double root in roots)
        {
            double[] next = new double[_coefficients.Length + 1];
            for (int k = 0; k < _coefficients.Length; k++)
            {
                next[k + 1] += _coefficients[k];
                next[k] -= root * _coefficients[k];
            }

            _coefficients = next;
        }

        _coefficients[0] += constant;
    }

    public DensitySigns Signs => new(
        Math.Sign(_coefficients[0]),
        [.. Enumerable.Range(1, _coefficients.Length - 1).Where(k => _coefficients[k] * _coefficients[k - 1] < 0).Select(k => k + 0.5)],
        0);

    /// <summary>q = 1/(2 s) of a zero.</summary>
    public static double VarianceOf(double root) => -1 / (2 * Math.Log(root));

    public LaplaceJet At(double variance)
    {
        double s = 1 / (2 * variance);
        LaplaceJet sum = default;
        for (int k = 0; k < _coefficients.Length; k++)
        {
            double v = k + 1;
            double e = Math.Exp(-v * s);
            sum += _coefficients[k] * LaplaceJet.Monotone(e, v * e, v * v * e, 4e-16 * (1 + (v * s)));
        }

        return sum;
    }
}
