using NtkAnalytic.Activations;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>
/// Computes the series of many inputs. Inputs whose variances share a binary exponent share the nodes, and with them the
/// Hermite functions; what comes out for an input depends on its variance alone.
/// </summary>
internal sealed class InputSeriesBuilder
{
    // Each stage has nodes for its own number of terms: a tier of 64 serves tanh up to q = 0.7 or so, one of 192 up to 2.
    private static readonly int[] StageTiers = [7, 10, 13];
    private const int RowsTogether = 16;
    private readonly Activation _activation;
    private readonly bool _sharesNodes;

    public InputSeriesBuilder(Activation activation)
    {
        _activation = activation;
        _sharesNodes = _activation.Breakpoints.All(breakpoint => breakpoint.Location == 0);
    }

    /// <summary>The series of the distinct variances of a block.</summary>
    /// <param name="moments">The block.</param>
    public Dictionary<double, InputSeries> Build(RowProfile moments)
    {
        var results = new Dictionary<double, InputSeries>();
        var inputs = new Dictionary<double, InputMoments>();
        var groups = new SortedDictionary<double, List<double>>();
        for (int i = 0; i < moments.Variance.Length; i++)
        {
            double variance = moments.Variance[i];
            if (!inputs.TryAdd(variance, new InputMoments(variance, moments.SecondMoment[i], moments.DerivativeSecondMoment[i])))
            {
                continue;
            }

            results.Add(variance, InputSeries.None);
            if (double.IsNormal(variance) && double.IsNormal(moments.SecondMoment[i]))
            {
                double key = _sharesNodes ? Math.ScaleB(1, Math.ILogB(variance) + 1) : variance;
                if (!groups.TryGetValue(key, out List<double>? group))
                {
                    groups.Add(key, group = []);
                }

                group.Add(variance);
            }
        }

        foreach ((double scale, List<double> group) in groups)
        {
            List<double> pending = group;
            foreach (int tier in StageTiers)
            {
                if (pending.Count == 0)
                {
                    break;
                }

                HalfLineRule rule = HalfLineRule.Build(_activation, scale, 2 * SeriesTiers.Ends[tier]);
                var unfinished = new List<double>();
                for (int start = 0; start < pending.Count; start += RowsTogether)
                {
                    List<double> batch = pending.GetRange(start, Math.Min(RowsTogether, pending.Count - start));
                    RunStage(rule, tier, batch, inputs, results, unfinished);
                }

                pending = unfinished;
            }
        }

        return results;
    }

    private void RunStage(
        HalfLineRule rule,
        int lastTier,
        List<double> variances,
        Dictionary<double, InputMoments> inputs,
        Dictionary<double, InputSeries> results,
        List<double> unfinished)
    {
        int rows = variances.Count;
        int count = rule.Nodes.Length;
        bool hasEven = _activation.Parity != Parity.Odd;
        bool hasOdd = _activation.Parity != Parity.Even;
        double[] even = new double[hasEven ? rows * count : 0];
        double[] odd = new double[hasOdd ? rows * count : 0];
        Sample(rule, variances, even, odd);
        HermiteProjection? evenPart = hasEven ? new HermiteProjection(rule, false, even, rows) : null;
        HermiteProjection? oddPart = hasOdd ? new HermiteProjection(rule, true, odd, rows) : null;
        int most = SeriesTiers.Ends[lastTier];
        double[] evenCoefficients = new double[hasEven ? rows * most : 0];
        double[] oddCoefficients = new double[hasOdd ? rows * most : 0];
        bool[] done = new bool[rows];
        Span<double> column = stackalloc double[RowsTogether];
        for (int tier = 0; tier <= lastTier && Array.IndexOf(done, false) >= 0; tier++)
        {
            for (int j = SeriesTiers.Start(tier); j < SeriesTiers.Ends[tier]; j++)
            {
                Append(evenPart, evenCoefficients, most, j, column[..rows]);
                Append(oddPart, oddCoefficients, most, j, column[..rows]);
            }

            for (int i = 0; i < rows; i++)
            {
                if (done[i])
                {
                    continue;
                }

                ReadOnlySpan<double> e = hasEven ? evenCoefficients.AsSpan(i * most, SeriesTiers.Ends[tier]) : [];
                ReadOnlySpan<double> o = hasOdd ? oddCoefficients.AsSpan(i * most, SeriesTiers.Ends[tier]) : [];
                InputMoments moments = inputs[variances[i]];
                bool last = lastTier == StageTiers[^1] && tier == lastTier;
                if (last || InputSeries.IsComplete(e, o, tier, moments))
                {
                    done[i] = true;
                    results[moments.Variance] = InputSeries.Create(e, o, tier, moments);
                }
                else if (tier == lastTier)
                {
                    unfinished.Add(moments.Variance);
                }
            }
        }
    }

    private static void Append(HermiteProjection? part, double[] coefficients, int stride, int j, Span<double> column)
    {
        if (part is null)
        {
            return;
        }

        part.Next(column);
        for (int i = 0; i < column.Length; i++)
        {
            coefficients[(i * stride) + j] = column[i];
        }
    }

    // The even and odd parts of phi(sqrt(q) z) at the nodes; one evaluation a node where the parity is known.
    private void Sample(HalfLineRule rule, List<double> variances, double[] even, double[] odd)
    {
        int count = rule.Nodes.Length;
        double[] points = new double[count];
        double[] right = new double[count];
        double[] left = new double[count];
        for (int i = 0; i < variances.Count; i++)
        {
            double deviation = Math.Sqrt(variances[i]);
            for (int n = 0; n < count; n++)
            {
                points[n] = deviation * rule.Nodes[n];
            }

            _activation.Evaluate(points, right);
            switch (_activation.Parity)
            {
                case Parity.Even:
                    right.CopyTo(even, i * count);
                    break;
                case Parity.Odd:
                    right.CopyTo(odd, i * count);
                    break;
                default:
                    for (int n = 0; n < count; n++)
                    {
                        points[n] = -points[n];
                    }

                    _activation.Evaluate(points, left);
                    for (int n = 0; n < count; n++)
                    {
                        even[(i * count) + n] = (right[n] + left[n]) / 2;
                        odd[(i * count) + n] = (right[n] - left[n]) / 2;
                    }

                    break;
            }
        }
    }
}
