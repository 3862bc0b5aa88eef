using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// The dual activations of whole rows of a matrix by Mehler's formula: with the normalised Hermite coefficients
/// ahat_k(q) = E[phi(sqrt(q) Z) h_k(Z)] / sqrt(E[phi(sqrt(q) Z)^2]) of either input,
/// C = sum over k of ahat_k ahat'_k c^k and E[phi'(u) phi'(v)] = sqrt(m m' / (q q')) dC/dc, where m = E[phi(u)^2]
/// (Daniely, Frostig and Singer, arXiv 1602.05897, section 4). Each pair takes as many terms as its error estimate asks for;
/// a pair that the stored terms do not serve is evaluated by the dual itself.
/// </summary>
internal sealed class MehlerSeries
{
    private const int SmoothTerms = 160;
    private readonly DualActivation _dual;
    private readonly InputSeriesBuilder _builder;
    private readonly ConstantInput _constant;

    /// <summary>The series of a dual activation, which gives the moments, and evaluates the pairs that the series leaves out.</summary>
    public MehlerSeries(DualActivation dual)
    {
        _dual = dual;
        _builder = new InputSeriesBuilder(dual);
        _constant = new ConstantInput(dual.Activation);
    }

    /// <summary>What a layer keeps of an input, at a guess that is right for a smooth phi at variances of about 1.</summary>
    public int ProfileBytes => (16 + (_dual.Activation.Breakpoints.Count > 0 ? 2 * SeriesTiers.Ends[^1] : SmoothTerms)) * sizeof(double);

    /// <summary>What <see cref="DualActivation.Profile"/> asks for.</summary>
    public SeriesRowProfile Profile(ReadOnlySpan<double> variances) => new(_dual, _builder, variances);

    /// <summary>The profile of one input whose moments are known.</summary>
    public SeriesRowProfile Profile(InputMoments moments) => new(_builder, moments);

    /// <summary>The series of one input whose moments are known.</summary>
    public InputSeries Series(InputMoments moments) => _builder.Build(new SeriesRowProfile(_builder, moments))[moments.Variance];

    /// <summary>What <see cref="DualActivation.EvaluateRow"/> asks for, on profiles of this series.</summary>
    [SkipLocalsInit]
    public double EvaluateRow(
        RowProfile left,
        int leftIndex,
        RowProfile right,
        int rightStart,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> derivative)
    {
        var inputs = (SeriesRowProfile)left;
        var others = (SeriesRowProfile)right;
        var input = new LeftInput(inputs, leftIndex);
        Span<Vector512<double>> memory = stackalloc Vector512<double>[PairLanes.Vectors];
        var lanes = new PairLanes(memory);
        Span<double> minus = MemoryMarshal.Cast<Vector512<double>, double>(lanes.OneMinus);
        Span<double> plus = MemoryMarshal.Cast<Vector512<double>, double>(lanes.OnePlus);
        Span<double> slope = MemoryMarshal.Cast<Vector512<double>, double>(lanes.Derivative);
        Span<double> error = MemoryMarshal.Cast<Vector512<double>, double>(lanes.Error);
        int group = rightStart / SeriesBlock.Lanes;
        int first = rightStart % SeriesBlock.Lanes;
        double worst = 0;
        Vector512<double> served = Vector512<double>.Zero;
        int replaced = 0;
        for (int start = 0; start < oneMinus.Length;)
        {
            int count = Math.Min(minus.Length - first, oneMinus.Length - start);
            if (count < minus.Length)
            {
                // Lanes without a pair hold the harmless correlation 0.
                minus.Fill(1);
                plus.Fill(1);
            }

            Span<double> pairMinus = oneMinus.Slice(start, count);
            Span<double> pairPlus = onePlus.Slice(start, count);
            pairMinus.CopyTo(minus[first..]);
            pairPlus.CopyTo(plus[first..]);
            MehlerLanes.Evaluate(input, others, group, lanes);
            Vector512<double> largest = Vector512.Max(Vector512.Max(lanes.Error[0], lanes.Error[1]), Vector512.Max(lanes.Error[2], lanes.Error[3]));
            if (Vector512.EqualsAny(largest, Vector512.Create(double.PositiveInfinity)))
            {
                for (int i = 0; i < count; i++)
                {
                    double pairError = error[first + i];
                    if (double.IsPositiveInfinity(pairError))
                    {
                        int j = rightStart + start + i;
                        if (WithConstant(inputs, leftIndex, others, j) is { } constant)
                        {
                            (minus[first + i], plus[first + i], slope[first + i]) = constant;
                            pairError = MehlerLanes.Rounding;
                        }
                        else
                        {
                            DualPair pair = _dual.Evaluate(new GaussianPair(input.Variance, others.Variance[j], pairMinus[i], pairPlus[i]));
                            (minus[first + i], plus[first + i], slope[first + i]) = (pair.OneMinusCorrelation, pair.OnePlusCorrelation, pair.Derivative);
                            double scale = Math.Sqrt(input.SecondMoment) * Math.Sqrt(others.SecondMoment[j]);
                            pairError = scale > 0 ? pair.ValueError / scale : 0;
                            replaced++;
                        }
                    }

                    worst = Math.Max(worst, pairError);
                }
            }
            else
            {
                served = Vector512.Max(served, largest);
            }

            minus.Slice(first, count).CopyTo(pairMinus);
            plus.Slice(first, count).CopyTo(pairPlus);
            slope.Slice(first, count).CopyTo(derivative[start..]);
            start += count;
            group += SeriesBlock.GroupsTogether;
            first = 0;
        }

        if (replaced > 0)
        {
            inputs.CountPairsByQuadrature(replaced);
        }

        return Math.Max(worst, MaxOf(served));
    }

    // The pair when one of its variances is zero, and null when none is.
    private (double OneMinus, double OnePlus, double Derivative)? WithConstant(
        SeriesRowProfile left,
        int leftIndex,
        SeriesRowProfile right,
        int rightIndex)
    {
        bool isLeft = left.Variance[leftIndex] == 0;
        bool isRight = right.Variance[rightIndex] == 0;
        if (!_constant.Serves || !(isLeft || isRight))
        {
            return null;
        }

        (SeriesRowProfile other, int index) = isLeft ? (right, rightIndex) : (left, leftIndex);
        return isLeft && isRight ? _constant.WithConstant() : other.HasSeries(index) ? _constant.With(other.Block, index) : null;
    }

    private static double MaxOf(Vector512<double> values)
    {
        double largest = values[0];
        for (int lane = 1; lane < Vector512<double>.Count; lane++)
        {
            largest = Math.Max(largest, values[lane]);
        }

        return largest;
    }
}
