using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The coefficients a_k = E[f(Z) h_k(Z)] of several functions f of one parity, term by term: the Hermite functions of that
/// parity run over the nodes of a rule by
/// sqrt((k+1)(k+2)) h_(k+2) = (z^2 - 2k - 1) h_k - sqrt(k(k-1)) h_(k-2), once for all functions.
/// </summary>
internal sealed class HermiteProjection
{
    private const int Together = 4;
    private readonly int _count;
    private readonly int _most;
    private readonly int _rows;
    private readonly double[] _square;
    private readonly double[] _weighted;
    private readonly double[] _coefficients;
    private double[] _previous;
    private double[] _current;
    private int _degree;
    private int _length;

    /// <summary>Starts at the degree 0 or 1.</summary>
    /// <param name="rule">The nodes.</param>
    /// <param name="odd">The parity.</param>
    /// <param name="values">The functions at the nodes, one after the other; empty for functions without this part.</param>
    /// <param name="most">The largest number of coefficients that will be asked for.</param>
    public HermiteProjection(HalfLineRule rule, bool odd, ReadOnlySpan<double> values, int most)
    {
        _count = rule.Nodes.Length;
        _most = most;
        _degree = odd ? 1 : 0;
        _rows = values.Length / _count;
        _square = new double[_count];
        _previous = new double[_count];
        _current = new double[_count];
        for (int n = 0; n < _count; n++)
        {
            _square[n] = rule.Nodes[n] * rule.Nodes[n];
            _current[n] = odd ? rule.Nodes[n] * rule.Envelope[n] : rule.Envelope[n];
        }

        // Rows of zeros fill the last four, so that a row goes through the same instructions whatever its company.
        int padded = (_rows + Together - 1) / Together * Together;
        _weighted = new double[padded * _count];
        _coefficients = new double[padded * most];
        for (int row = 0; row < _rows; row++)
        {
            TensorPrimitives.Multiply(values.Slice(row * _count, _count), rule.Weights, _weighted.AsSpan(row * _count));
        }
    }

    /// <summary>The coefficients of a function so far; empty for functions without this part.</summary>
    public ReadOnlySpan<double> Coefficients(int row) => _rows == 0 ? [] : _coefficients.AsSpan(row * _most, _length);

    /// <summary>Goes on until each function has so many coefficients of the parity.</summary>
    public void Extend(int length)
    {
        for (; _length < length && _rows > 0; _length++)
        {
            for (int row = 0; row < _rows; row += Together)
            {
                Dot(row);
            }

            Advance();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Dot(int row)
    {
        ref double h = ref MemoryMarshal.GetArrayDataReference(_current);
        ref double f = ref _weighted[row * _count];
        nuint stride = (nuint)_count;
        Vector512<double> sum0 = Vector512<double>.Zero;
        Vector512<double> sum1 = Vector512<double>.Zero;
        Vector512<double> sum2 = Vector512<double>.Zero;
        Vector512<double> sum3 = Vector512<double>.Zero;
        for (nuint n = 0; n < stride; n += (nuint)Vector512<double>.Count)
        {
            Vector512<double> term = Vector512.LoadUnsafe(ref h, n);
            sum0 = Vector512.FusedMultiplyAdd(term, Vector512.LoadUnsafe(ref f, n), sum0);
            sum1 = Vector512.FusedMultiplyAdd(term, Vector512.LoadUnsafe(ref f, n + stride), sum1);
            sum2 = Vector512.FusedMultiplyAdd(term, Vector512.LoadUnsafe(ref f, n + (2 * stride)), sum2);
            sum3 = Vector512.FusedMultiplyAdd(term, Vector512.LoadUnsafe(ref f, n + (3 * stride)), sum3);
        }

        _coefficients[(row * _most) + _length] = Vector512.Sum(sum0);
        _coefficients[((row + 1) * _most) + _length] = Vector512.Sum(sum1);
        _coefficients[((row + 2) * _most) + _length] = Vector512.Sum(sum2);
        _coefficients[((row + 3) * _most) + _length] = Vector512.Sum(sum3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Advance()
    {
        double k = _degree;
        double scale = 1 / Math.Sqrt((k + 1) * (k + 2));
        Vector512<double> up = Vector512.Create(scale);
        Vector512<double> shift = Vector512.Create(((2 * k) + 1) * scale);
        Vector512<double> back = Vector512.Create(Math.Sqrt(k * (k - 1)) * scale);
        ref double square = ref MemoryMarshal.GetArrayDataReference(_square);
        ref double current = ref MemoryMarshal.GetArrayDataReference(_current);
        ref double previous = ref MemoryMarshal.GetArrayDataReference(_previous);
        for (nuint n = 0; n < (nuint)_count; n += (nuint)Vector512<double>.Count)
        {
            Vector512<double> factor = Vector512.FusedMultiplyAdd(Vector512.LoadUnsafe(ref square, n), up, -shift);
            Vector512<double> next = (factor * Vector512.LoadUnsafe(ref current, n)) - (back * Vector512.LoadUnsafe(ref previous, n));
            next.StoreUnsafe(ref previous, n);
        }

        (_previous, _current) = (_current, _previous);
        _degree += 2;
    }
}
