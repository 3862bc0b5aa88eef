using System.Collections.Concurrent;
using NtkAnalytic.Activations;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// Computes the series of many inputs. Inputs whose variances lie in one octave share the number of terms and, where phi has
/// no breakpoint other than 0, the nodes and the Hermite functions on them; what comes out for an input depends on its
/// variance alone.
/// </summary>
internal sealed class InputSeriesBuilder
{
    private const int RowsTogether = 16;

    // The trials for the number of terms of an octave: tanh takes 64 up to q = 0.5, 192 up to 2, 512 up to 6.
    private static readonly int[] TrialTiers = [8, 14, SeriesTiers.Ends.Length];
    private readonly DualActivation _dual;
    private readonly Activation _activation;
    private readonly bool _sharesNodes;
    private readonly ConcurrentDictionary<double, (int Tiers, HalfLineRule Rule)> _octaves = new();

    public InputSeriesBuilder(DualActivation dual)
    {
        _dual = dual;
        _activation = dual.Activation;
        _sharesNodes = _activation.Breakpoints.All(breakpoint => breakpoint.Location == 0);
    }

    /// <summary>The series of the distinct variances of a block.</summary>
    /// <param name="block">The moments of its inputs.</param>
    public Dictionary<double, InputSeries> Build(RowProfile block)
    {
        var results = new Dictionary<double, InputSeries>();
        var groups = new Dictionary<double, List<InputMoments>>();
        for (int i = 0; i < block.Variance.Length; i++)
        {
            var moments = new InputMoments(block.Variance[i], block.SecondMoment[i], block.DerivativeSecondMoment[i]);
            if (!results.TryAdd(moments.Variance, InputSeries.None) || !moments.HasSeries)
            {
                continue;
            }

            double key = _sharesNodes ? Octave(moments.Variance) : moments.Variance;
            if (!groups.TryGetValue(key, out List<InputMoments>? group))
            {
                groups.Add(key, group = []);
            }

            group.Add(moments);
        }

        foreach (List<InputMoments> group in groups.Values)
        {
            (int tiers, HalfLineRule rule) = _octaves.GetOrAdd(Octave(group[0].Variance), Plan);
            rule = _sharesNodes ? rule : HalfLineRule.Build(_activation, group[0].Variance, DegreeOf(tiers));
            for (int start = 0; start < group.Count; start += RowsTogether)
            {
                Run(rule, tiers, group.GetRange(start, Math.Min(RowsTogether, group.Count - start)), results);
            }
        }

        return results;
    }

    // The end of the octave: it wants more terms and shorter panels than any variance below it.
    private static double Octave(double variance) => Math.ScaleB(1, Math.ILogB(variance) + 1);

    private static int DegreeOf(int tiers) => 2 * SeriesTiers.Ends[tiers - 1];

    private (int Tiers, HalfLineRule Rule) Plan(double variance)
    {
        DualMoments dual = _dual.Diagonal(variance);
        var moments = new InputMoments(variance, dual.SecondMoment, dual.DerivativeSecondMoment);
        int tiers = SeriesTiers.Ends.Length;
        if (moments.HasSeries)
        {
            foreach (int trial in TrialTiers)
            {
                TierSums sums = Run(HalfLineRule.Build(_activation, variance, DegreeOf(trial)), trial, [moments], [])[0];
                if (sums.IsComplete)
                {
                    tiers = sums.Tiers;
                    break;
                }
            }
        }

        return (tiers, HalfLineRule.Build(_activation, variance, DegreeOf(tiers)));
    }

    private TierSums[] Run(HalfLineRule rule, int tiers, List<InputMoments> inputs, Dictionary<double, InputSeries> results)
    {
        int rows = inputs.Count;
        int nodes = rule.Nodes.Length;
        double[] evenValues = new double[_activation.Parity == Parity.Odd ? 0 : rows * nodes];
        double[] oddValues = new double[_activation.Parity == Parity.Even ? 0 : rows * nodes];
        for (int i = 0; i < rows; i++)
        {
            Sample(rule, Math.Sqrt(inputs[i].Variance), Part(evenValues, i, nodes), Part(oddValues, i, nodes));
        }

        int most = SeriesTiers.Ends[tiers - 1];
        var even = new HermiteProjection(rule, false, evenValues, most);
        var odd = new HermiteProjection(rule, true, oddValues, most);
        TierSums[] sums = [.. inputs.Select(moments => new TierSums(moments))];
        for (int tier = 0; tier < tiers && !Array.TrueForAll(sums, s => s.IsComplete); tier++)
        {
            even.Extend(SeriesTiers.Ends[tier]);
            odd.Extend(SeriesTiers.Ends[tier]);
            for (int i = 0; i < rows; i++)
            {
                if (!sums[i].IsComplete)
                {
                    sums[i].AddTier(even.Coefficients(i), odd.Coefficients(i));
                }
            }
        }

        for (int i = 0; i < rows; i++)
        {
            results[inputs[i].Variance] = InputSeries.Create(even.Coefficients(i), odd.Coefficients(i), sums[i]);
        }

        return sums;
    }

    private static Span<double> Part(double[] values, int row, int length) =>
        values.Length == 0 ? [] : values.AsSpan(row * length, length);

    // The even and odd parts of phi(sqrt(q) z) at the nodes; one evaluation a node where the parity is known.
    private void Sample(HalfLineRule rule, double deviation, Span<double> even, Span<double> odd)
    {
        int count = rule.Nodes.Length;
        double[] points = [.. rule.Nodes.Select(z => deviation * z)];
        if (even.IsEmpty || odd.IsEmpty)
        {
            _activation.Evaluate(points, even.IsEmpty ? odd : even);
            return;
        }

        _activation.Evaluate(points, even);
        for (int n = 0; n < count; n++)
        {
            points[n] = -points[n];
        }

        _activation.Evaluate(points, odd);
        for (int n = 0; n < count; n++)
        {
            (even[n], odd[n]) = ((even[n] + odd[n]) / 2, (even[n] - odd[n]) / 2);
        }
    }
}
