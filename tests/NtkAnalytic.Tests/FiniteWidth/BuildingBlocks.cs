namespace NtkAnalytic.Tests.FiniteWidth;

/// <summary>
/// Moments of the kernel of relu networks as double sums over layers of closed products: second and fourth moments of forward and
/// backward signals, and E of the squared norm of what lies between two layers. Signs are coins everywhere, also above a dead layer.
/// </summary>
internal sealed class BuildingBlocks
{
    private readonly int[] _n;
    private readonly int _depth;
    private readonly double _c;
    private readonly double _norm;

    public BuildingBlocks(int[] widths, double weightVariance, double normSquared, bool ntk, double bias)
    {
        _n = [.. widths[..^1], 1];
        _depth = widths.Length - 1;
        _c = weightVariance;
        _norm = normSquared;
        double[] w = [0, .. Enumerable.Range(1, _depth).Select(l => ntk ? _c / _n[l - 1] : 1)];
        for (int l = 1; l <= _depth; l++)
        {
            Mean += (w[l] * Forward2(l - 1) * Backward2(l)) + (bias * Backward2(l));
            for (int m = 1; m <= _depth; m++)
            {
                SecondMoment += (w[l] * w[m] * WeightWeight(Math.Min(l, m), Math.Max(l, m)))
                    + (2 * bias * w[l] * WeightBias(l, m))
                    + (bias * bias * Math.Pow(H, Math.Abs(l - m)) * Backward4(Math.Max(l, m)));
            }
        }
    }

    public double Mean { get; }

    public double SecondMoment { get; }

    private double H => _c / 2;

    private double WeightWeight(int l, int m) => l == m
        ? Forward4(l - 1) * Backward4(l)
        : _c / _n[l - 1] * (_c / _n[m - 1]) * Forward4(l - 1) * Between(l, m - 1) * Backward4(m);

    private double WeightBias(int l, int m) => l <= m
        ? Forward2(l - 1) * Math.Pow(H, m - l) * Backward4(m)
        : _c / _n[m - 1] * (_c / _n[l - 1]) * Forward2(m - 1) * Between(m, l - 1) * Backward4(l);

    private double Forward2(int k) => _norm * Math.Pow(H, k) * _n[k] / _n[0];

    private double Forward4(int k) => _norm * _norm * Math.Pow(H, 2 * k) * _n[k] / _n[0] * _n[k] / _n[0] * Product(5, 1, k);

    private double Backward2(int m) => Math.Pow(H, _depth - m);

    private double Backward4(int m) => Math.Pow(H, 2 * (_depth - m)) * Product(5, m, _depth - 1);

    private double Between(int l, int k) => Math.Pow(H, 2 * (k - l)) * _n[k] * _n[k] / 4.0 * ((Product(5, l, k) / 3) + (2 * Product(-1, l, k) / 3));

    private double Product(double numerator, int first, int last)
    {
        double product = 1;
        for (int j = first; j <= last; j++)
        {
            product *= 1 + (numerator / _n[j]);
        }

        return product;
    }
}
