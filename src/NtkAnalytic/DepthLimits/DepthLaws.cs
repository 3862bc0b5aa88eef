namespace NtkAnalytic.DepthLimits;

/// <summary>What <see cref="DepthAsymptotics"/> says, law by law; a law is null where none is known.</summary>
internal sealed record DepthLaws(string Explanation)
{
    public DepthLaw? OneMinusCorrelation { get; init; }

    public DepthLaw? Slope { get; init; }

    public DepthLaw? Variance { get; init; }

    public DepthLaw? NtkDiagonal { get; init; }

    public DepthLaw? NormalizedNtk { get; init; }

    public DepthLaw? AverageNtk { get; init; }
}
