namespace NtkAnalytic.CorrelationMaps;

/// <summary>What the edge of chaos looks like in the plane of sigma_b^2 and sigma_w^2.</summary>
public enum CriticalShape
{
    /// <summary>A single point, as for relu.</summary>
    Point,

    /// <summary>A line, as for tanh and erf.</summary>
    Line,

    /// <summary>There is none, as for an activation that jumps.</summary>
    Absent,
}
