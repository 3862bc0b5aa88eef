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
    private readonly DualActivation _dual;
    private readonly InputSeriesBuilder _builder;

    /// <summary>The series of a dual activation, which gives the moments, and evaluates the pairs that the series leaves out.</summary>
    public MehlerSeries(DualActivation dual)
    {
        _dual = dual;
        _builder = new InputSeriesBuilder(dual.Activation);
    }

    /// <summary>What <see cref="DualActivation.Profile"/> asks for.</summary>
    public SeriesRowProfile Profile(ReadOnlySpan<double> variances) => new(_dual, _builder, variances);

    /// <summary>What <see cref="DualActivation.EvaluateRow"/> asks for, on profiles of this series.</summary>
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
        int terms = Math.Max(inputs.Block.Terms, others.Block.Terms);
        Span<double> coefficients = stackalloc double[(2 * terms) + inputs.Block.Tiers];
        coefficients.Clear();
        var input = new LeftInput(inputs, leftIndex, coefficients[..terms], coefficients.Slice(terms, terms), coefficients[(2 * terms)..]);
        Span<Vector512<double>> memory = stackalloc Vector512<double>[PairLanes.Vectors];
        var lanes = new PairLanes(memory);
        Span<double> minus = MemoryMarshal.Cast<Vector512<double>, double>(lanes.OneMinus);
        Span<double> plus = MemoryMarshal.Cast<Vector512<double>, double>(lanes.OnePlus);
        Span<double> slope = MemoryMarshal.Cast<Vector512<double>, double>(lanes.Derivative);
        Span<double> error = MemoryMarshal.Cast<Vector512<double>, double>(lanes.Error);
        int group = rightStart / SeriesBlock.Lanes;
        int first = rightStart % SeriesBlock.Lanes;
        double worst = 0;
        int byQuadrature = 0;
        for (int start = 0; start < oneMinus.Length;)
        {
            int count = Math.Min(minus.Length - first, oneMinus.Length - start);

            // Lanes without a pair hold the harmless correlation 0.
            minus.Fill(1);
            plus.Fill(1);
            oneMinus.Slice(start, count).CopyTo(minus[first..]);
            onePlus.Slice(start, count).CopyTo(plus[first..]);
            MehlerLanes.Evaluate(input, others, group, lanes);
            for (int i = 0; i < count; i++)
            {
                if (double.IsFinite(error[first + i]))
                {
                    worst = Math.Max(worst, error[first + i]);
                    oneMinus[start + i] = minus[first + i];
                    onePlus[start + i] = plus[first + i];
                    derivative[start + i] = slope[first + i];
                    continue;
                }

                byQuadrature++;
                int j = rightStart + start + i;
                DualPair pair = _dual.Evaluate(new GaussianPair(input.Variance, others.Variance[j], oneMinus[start + i], onePlus[start + i]));
                oneMinus[start + i] = pair.OneMinusCorrelation;
                onePlus[start + i] = pair.OnePlusCorrelation;
                derivative[start + i] = pair.Derivative;
                double scale = Math.Sqrt(input.SecondMoment) * Math.Sqrt(others.SecondMoment[j]);
                worst = Math.Max(worst, scale > 0 ? pair.ValueError / scale : 0);
            }

            start += count;
            group += SeriesBlock.GroupsTogether;
            first = 0;
        }

        if (byQuadrature > 0)
        {
            inputs.CountPairsByQuadrature(byQuadrature);
        }

        return worst;
    }
}
