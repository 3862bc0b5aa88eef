using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>
/// What is known of each input of a block at one hidden layer and at the step out of it: variances, moments, the diagonals of
/// the next layer. Everything that depends on one input alone is done here, once an input rather than once a pair.
/// </summary>
internal sealed class BlockLayer
{
    private BlockLayer(LayerRule rule, RowProfile profile, int count)
    {
        Rule = rule;
        Profile = profile;
        Weight = new double[count];
        Skip = new double[count];
        Root = new double[count];
        MomentRoot = new double[count];
        Nngp = new double[count];
        Ntk = new double[count];
    }

    /// <summary>The step out of the layer.</summary>
    public LayerRule Rule { get; }

    /// <summary>The moments of phi at the layer.</summary>
    public RowProfile Profile { get; }

    /// <summary>sqrt(weight E[phi^2]), the root of the weight part of the next variance.</summary>
    public double[] Weight { get; }

    /// <summary>sqrt K^l.</summary>
    public double[] Skip { get; }

    /// <summary>sqrt K^(l+1).</summary>
    public double[] Root { get; }

    /// <summary>sqrt E[phi^2].</summary>
    public double[] MomentRoot { get; }

    /// <summary>K^(l+1)(x, x).</summary>
    public double[] Nngp { get; }

    /// <summary>Theta^(l+1)(x, x).</summary>
    public double[] Ntk { get; }

    /// <summary>The factors of one input, for <see cref="LayerSum"/>.</summary>
    public RowFactors Factors(int index) => new(Weight[index], Skip[index], Root[index]);

    /// <summary>The step out of a layer.</summary>
    /// <param name="dual">The duals of the network's activation.</param>
    /// <param name="rule">The step.</param>
    /// <param name="layer">l, for messages.</param>
    /// <param name="nngp">K^l(x, x).</param>
    /// <param name="ntk">Theta^l(x, x).</param>
    /// <exception cref="OverflowException">A variance does not fit into double precision.</exception>
    public static BlockLayer Step(DualActivation dual, LayerRule rule, int layer, ReadOnlySpan<double> nngp, ReadOnlySpan<double> ntk)
    {
        var result = new BlockLayer(rule, dual.Profile(nngp), nngp.Length);
        for (int i = 0; i < nngp.Length; i++)
        {
            double moment = result.Profile.SecondMoment[i];
            double weight = rule.Weight == 0 ? 0 : rule.Weight * moment;
            double next = (rule.Skip * nngp[i]) + weight + rule.Bias;
            double derivative = result.Profile.DerivativeSecondMoment[i];
            double nextNtk = rule.NextNtk(ntk[i], moment, derivative);
            if (!double.IsFinite(next) || (!double.IsFinite(nextNtk) && double.IsFinite(derivative) && double.IsFinite(ntk[i])))
            {
                throw Overflow(layer + 1, nngp[i]);
            }

            result.Weight[i] = Math.Sqrt(weight);
            result.Skip[i] = Math.Sqrt(nngp[i]);
            result.Root[i] = Math.Sqrt(next);
            result.MomentRoot[i] = Math.Sqrt(moment);
            result.Nngp[i] = next;
            result.Ntk[i] = nextNtk;
        }

        return result;
    }

    internal static OverflowException Overflow(int layer, double variance) => new(FormattableString.Invariant(
        $"The kernel overflows double precision at layer {layer} (variance {variance:G6} below it). {SolveStatus.Overflow.Advice}"));
}
