namespace NtkAnalytic.CorrelationMaps;

/// <summary>What a one-dimensional map does near one of its fixed points.</summary>
public enum Stability
{
    /// <summary>Nearby points approach it.</summary>
    Attracting,

    /// <summary>Nearby points leave it.</summary>
    Repelling,

    /// <summary>It attracts from one side and repels on the other: the map touches the identity.</summary>
    HalfStable,

    /// <summary>Every nearby point is a fixed point too.</summary>
    Neutral,
}
