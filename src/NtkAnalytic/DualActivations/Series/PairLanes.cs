using System.Runtime.Intrinsics;

namespace NtkAnalytic.DualActivations.Series;

/// <summary>32 pairs of one input with four groups of others, in vectors of eight: the state goes in, the duals come out.</summary>
internal ref struct PairLanes
{
    private const int Groups = SeriesBlock.GroupsTogether;

    public PairLanes(Span<Vector512<double>> memory)
    {
        OneMinus = memory[..Groups];
        OnePlus = memory.Slice(Groups, Groups);
        Derivative = memory.Slice(2 * Groups, Groups);
        Error = memory.Slice(3 * Groups, Groups);
    }

    /// <summary>How many vectors of memory it wants.</summary>
    public const int Vectors = 4 * Groups;

    /// <summary>1 - c, then 1 - C.</summary>
    public Span<Vector512<double>> OneMinus { get; }

    /// <summary>1 + c, then 1 + C.</summary>
    public Span<Vector512<double>> OnePlus { get; }

    /// <summary>E[phi'(u) phi'(v)].</summary>
    public Span<Vector512<double>> Derivative { get; }

    /// <summary>The error estimate, relative to the scale of the value; infinite where the series does not serve the pair.</summary>
    public Span<Vector512<double>> Error { get; }
}
