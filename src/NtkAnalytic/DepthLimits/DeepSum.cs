namespace NtkAnalytic.DepthLimits;

/// <summary>
/// Theta of one pair through any number of layers: (high + low) 2^exponent, so that it neither overflows nor vanishes, and
/// the rounding of the sum of millions of terms does not add up (adding one number to itself rounds the same way every time).
/// </summary>
internal struct DeepSum
{
    private const double Largest = 1e120;
    private const double Smallest = 1e-120;
    private double _high;
    private double _low;
    private int _exponent;
    private int _momentExponent;
    private double _momentScale;
    private double _constantScale;

    public DeepSum(double value)
    {
        _high = value;
        _momentScale = 1;
        _constantScale = 1;
    }

    /// <summary>The sum; infinite when it does not fit.</summary>
    public readonly double Value => Math.ScaleB(_high + _low, _exponent);

    /// <summary>log of the sum, finite also where <see cref="Value"/> is not.</summary>
    public readonly double Log => Math.Log(_high) + (_exponent * Math.Log(2));

    /// <summary>True when a step changed nothing.</summary>
    public readonly bool IsSameAs(in DeepSum other) =>
        _high == other._high && _low == other._low && _exponent == other._exponent;

    /// <summary>off / sqrt(first second), and 0 where these vanish or are infinite.</summary>
    public static double Normalize(in DeepSum off, in DeepSum first, in DeepSum second)
    {
        double root = Math.Sqrt(first._high) * Math.Sqrt(second._high);
        return root > 0 && double.IsFinite(root)
            ? (off._high + off._low) / root * Math.Pow(2, off._exponent - ((first._exponent + second._exponent) / 2.0))
            : 0;
    }

    /// <summary>Takes one layer: sum = skip sum + through sum + moment + constant.</summary>
    /// <param name="skip">0 or 1.</param>
    /// <param name="through">weight E[phi' phi'].</param>
    /// <param name="moment">The term that carries the common exponent of the variances.</param>
    /// <param name="constant">The term that does not.</param>
    public void Step(double skip, double through, double moment, double constant)
    {
        // Where the sum vanishes with depth the scales are infinite, for terms that are not there.
        double addend = (moment == 0 ? 0 : moment * _momentScale) + (constant == 0 ? 0 : constant * _constantScale);
        double sum = 0;
        double low = 0;
        if (through != 0 && _high != 0)
        {
            sum = through * _high;
            low = Math.FusedMultiplyAdd(through, _high, -sum) + (through * _low);
        }

        if (skip != 0)
        {
            (sum, double error) = TwoSum(_high, sum);
            low += error + _low;
        }

        (sum, double last) = TwoSum(sum, addend);
        low += last;
        if (!double.IsFinite(sum))
        {
            (_high, _low) = (sum, 0);
            return;
        }

        _high = sum + low;
        _low = low - (_high - sum);
        double size = Math.Abs(_high);
        if (!(size is > Smallest and < Largest) && size != 0)
        {
            int shift = Math.ILogB(size);
            _high = Math.ScaleB(_high, -shift);
            _low = Math.ScaleB(_low, -shift);
            _exponent += shift;
            Align(_momentExponent);
        }
    }

    /// <summary>Hears the common exponent of the variances.</summary>
    public void Align(int momentExponent)
    {
        _momentExponent = momentExponent;
        if (_high == 0)
        {
            _exponent = momentExponent;
        }

        _momentScale = Math.ScaleB(1, momentExponent - _exponent);
        _constantScale = Math.ScaleB(1, -_exponent);
    }

    // Knuth: a + b = sum + error exactly.
    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        double sum = a + b;
        double other = sum - a;
        return (sum, (a - (sum - other)) + (b - other));
    }
}
