using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Kernels;

/// <summary>
/// The recursion for a strip of pairs: some inputs of the left block against a run of the right block, all layers, in memory
/// that stays in cache. Layers are the outer loop, so that a path that is not kept is walked once a strip.
/// </summary>
internal sealed class StripRecursion
{
    private readonly Network _network;
    private readonly DualActivation _dual;
    private readonly int _runCapacity;
    private readonly double[] _derivative;
    private readonly double[] _skipOneMinus;
    private readonly double[] _skipOnePlus;

    /// <summary>A workspace for one thread.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dual">The duals of its activation.</param>
    /// <param name="rowCapacity">The largest number of rows of a strip.</param>
    /// <param name="runCapacity">The largest length of a run, a multiple of eight.</param>
    public StripRecursion(Network network, DualActivation dual, int rowCapacity, int runCapacity)
    {
        _network = network;
        _dual = dual;
        _runCapacity = runCapacity;
        RowCapacity = rowCapacity;
        _derivative = new double[runCapacity];
        _skipOneMinus = new double[runCapacity];
        _skipOnePlus = new double[runCapacity];
        OneMinus = new double[rowCapacity * runCapacity];
        OnePlus = new double[rowCapacity * runCapacity];
        Ntk = new double[rowCapacity * runCapacity];
    }

    /// <summary>The largest number of rows of a strip.</summary>
    public int RowCapacity { get; }

    /// <summary>1 - c of each pair, <c>runCapacity</c> to a row: of the inputs before <see cref="Walk"/>, of the outputs after.</summary>
    public double[] OneMinus { get; }

    /// <summary>1 + c of each pair, likewise.</summary>
    public double[] OnePlus { get; }

    /// <summary>Theta^(L+1) of each pair, after <see cref="Walk"/>.</summary>
    public double[] Ntk { get; }

    /// <summary>The diagonals K^(L+1) of the left block after <see cref="Walk"/>.</summary>
    public double[] LeftNngp { get; private set; } = [];

    /// <summary>The diagonals Theta^(L+1) of the left block after <see cref="Walk"/>.</summary>
    public double[] LeftNtk { get; private set; } = [];

    /// <summary>Carries the strip through all layers.</summary>
    /// <param name="left">The left block.</param>
    /// <param name="leftStart">Its first input of the strip.</param>
    /// <param name="rows">The number of its inputs in the strip.</param>
    /// <param name="right">The right block.</param>
    /// <param name="rightStart">Its first input of the run.</param>
    /// <param name="count">The length of the run, a multiple of eight.</param>
    /// <param name="withNtk">False leaves Theta out.</param>
    /// <returns>The relative error estimates of the duals, largest of each layer, gathered over the layers.</returns>
    public double Walk(BlockPath left, int leftStart, int rows, BlockPath right, int rightStart, int count, bool withNtk)
    {
        for (int r = 0; r < rows; r++)
        {
            First(left, leftStart + r, right, rightStart, Row(OneMinus, r, count), Row(OnePlus, r, count), withNtk ? Row(Ntk, r, count) : []);
        }

        BlockLayer? leftLayer = null;
        BlockLayer? rightLayer = null;
        var error = new LayerErrors(_dual.RowErrorsAreRounding);
        for (int layer = 1; layer <= _network.HiddenLayers; layer++)
        {
            leftLayer = left.Next(leftLayer, layer);
            rightLayer = ReferenceEquals(left, right) ? leftLayer : right.Next(rightLayer, layer);
            double layerError = Math.Max(leftLayer.Profile.RelativeError, rightLayer.Profile.RelativeError);
            for (int r = 0; r < rows; r++)
            {
                double rowError = Step(
                    leftLayer,
                    leftStart + r,
                    rightLayer,
                    rightStart,
                    Row(OneMinus, r, count),
                    Row(OnePlus, r, count),
                    withNtk ? Row(Ntk, r, count) : []);
                layerError = Math.Max(layerError, rowError);
            }

            error.Add(layerError);
        }

        LeftNngp = leftLayer?.Nngp ?? left.FirstNngp;
        LeftNtk = leftLayer?.Ntk ?? left.FirstNtk;
        return error.Total;
    }

    /// <summary>A row of one of the strip's arrays.</summary>
    public Span<double> Row(double[] array, int row, int count) => array.AsSpan(row * _runCapacity, count);

    private static void First(
        BlockPath left,
        int row,
        BlockPath right,
        int start,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> ntk)
    {
        LayerRule rule = left.FirstRule;
        var factors = new RowFactors(left.FirstWeight[row], 0, left.FirstRoot[row]);
        for (int j = 0; j < ntk.Length; j++)
        {
            double meanProduct = rule.Weight > 0
                ? left.FirstWeight[row] * right.FirstWeight[start + j] / rule.Weight
                : 0;
            ntk[j] = rule.NextNtk(0, meanProduct * ((onePlus[j] - oneMinus[j]) / 2), 0);
        }

        if (rule.Bias == 0 && rule.Weight > 0)
        {
            return;
        }

        for (int j = 0; j < oneMinus.Length; j += Vector512<double>.Count)
        {
            Vector512<double> minus = Load(oneMinus, j);
            Vector512<double> plus = Load(onePlus, j);
            LayerSum.Combine(
                rule,
                factors,
                Load(right.FirstWeight, start + j),
                default,
                Load(right.FirstRoot, start + j),
                default,
                default,
                ref minus,
                ref plus);
            Store(minus, oneMinus, j);
            Store(plus, onePlus, j);
        }
    }

    private double Step(
        BlockLayer left,
        int row,
        BlockLayer right,
        int start,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> ntk)
    {
        LayerRule rule = left.Rule;
        int count = oneMinus.Length;
        Span<double> derivative = _derivative.AsSpan(0, count);
        if (rule.Skip != 0)
        {
            oneMinus.CopyTo(_skipOneMinus);
            onePlus.CopyTo(_skipOnePlus);
        }

        double error = _dual.EvaluateRow(left.Profile, row, right.Profile, start, oneMinus, onePlus, derivative);
        if (!ntk.IsEmpty)
        {
            Ntks(rule, left, row, right, start, oneMinus, onePlus, derivative, ntk);
        }

        // Without bias and skip the next correlation is that of the weight part: it passes untouched.
        if (rule.Skip != 0 || rule.Bias != 0 || rule.Weight == 0)
        {
            RowFactors factors = left.Factors(row);
            for (int j = 0; j < count; j += Vector512<double>.Count)
            {
                Vector512<double> minus = Load(oneMinus, j);
                Vector512<double> plus = Load(onePlus, j);
                LayerSum.Combine(
                    rule,
                    factors,
                    Load(right.Weight, start + j),
                    Load(right.Skip, start + j),
                    Load(right.Root, start + j),
                    Load(_skipOneMinus, j),
                    Load(_skipOnePlus, j),
                    ref minus,
                    ref plus);
                Store(minus, oneMinus, j);
                Store(plus, onePlus, j);
            }
        }

        return error;
    }

    private static void Ntks(
        LayerRule rule,
        BlockLayer left,
        int row,
        BlockLayer right,
        int start,
        Span<double> oneMinus,
        Span<double> onePlus,
        Span<double> derivative,
        Span<double> ntk)
    {
        // The two roots are multiplied first: the product is the same to the bit when the inputs change places.
        Vector512<double> leftRoot = Vector512.Create(left.MomentRoot[row]);
        double half = 0.5 * rule.WeightGradient;
        for (int j = 0; j < ntk.Length; j += Vector512<double>.Count)
        {
            Vector512<double> moment = leftRoot * Load(right.MomentRoot, start + j) * (Load(onePlus, j) - Load(oneMinus, j)) * half;
            Vector512<double> previous = Load(ntk, j);
            Vector512<double> through = Load(derivative, j) * previous * rule.Weight;

            // A divergent derivative dual meets Theta = 0 only at a zero input, where the product vanishes in the limit.
            through = Vector512.ConditionalSelect(Vector512.Equals(previous, Vector512<double>.Zero), previous, through);
            through = rule.Weight == 0 ? Vector512<double>.Zero : through;
            Vector512<double> kept = rule.Skip == 0 ? Vector512<double>.Zero : previous * rule.Skip;
            Vector512<double> next = kept + moment + Vector512.Create(rule.BiasGradient) + through;
            Store(next, ntk, j);
        }
    }

    private static Vector512<double> Load(ReadOnlySpan<double> source, int index) =>
        Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(source), (nuint)index);

    private static void Store(Vector512<double> value, Span<double> destination, int index) =>
        value.StoreUnsafe(ref MemoryMarshal.GetReference(destination), (nuint)index);
}
