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
    private readonly double[] _square;
    private readonly double[] _weighted;
    private readonly int _rows;
    private double[] _previous;
    private double[] _current;
    private int _degree;

    /// <summary>Starts at the degree 0 or 1.</summary>
    /// <param name="rule">The nodes.</param>
    /// <param name="odd">The parity.</param>
    /// <param name="values">The functions at the nodes, one row each.</param>
    /// <param name="rows">Their number.</param>
    public HermiteProjection(HalfLineRule rule, bool odd, ReadOnlySpan<double> values, int rows)
    {
        _count = rule.Nodes.Length;
        _degree = odd ? 1 : 0;
        _rows = rows;
        _square = new double[_count];
        _previous = new double[_count];
        _current = new double[_count];
        for (int n = 0; n < _count; n++)
        {
            _square[n] = rule.Nodes[n] * rule.Nodes[n];
            _current[n] = odd ? rule.Nodes[n] * rule.Envelope[n] : rule.Envelope[n];
        }

        // Rows of zeros fill the last four, so that a row goes through the same instructions whatever its company.
        _weighted = new double[(rows + Together - 1) / Together * Together * _count];
        for (int i = 0; i < rows * _count; i++)
        {
            _weighted[i] = values[i] * rule.Weights[i % _count];
        }
    }

    /// <summary>The degree that <see cref="Next"/> answers for.</summary>
    public int Degree => _degree;

    /// <summary>The coefficients of the current degree; then goes on to the next degree of the parity.</summary>
    /// <param name="destination">Receives one coefficient a function.</param>
    public void Next(Span<double> destination)
    {
        Span<double> sums = stackalloc double[Together];
        for (int row = 0; row < _rows; row += Together)
        {
            Dot(row, sums);
            sums[..Math.Min(Together, _rows - row)].CopyTo(destination[row..]);
        }

        Advance();
    }

    private void Dot(int row, Span<double> sums)
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

        sums[0] = Vector512.Sum(sum0);
        sums[1] = Vector512.Sum(sum1);
        sums[2] = Vector512.Sum(sum2);
        sums[3] = Vector512.Sum(sum3);
    }

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
