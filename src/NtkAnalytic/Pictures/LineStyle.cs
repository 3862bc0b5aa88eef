namespace NtkAnalytic.Pictures;

/// <summary>How a line is stroked.</summary>
public enum LineStyle
{
    /// <summary>Without gaps: what was computed.</summary>
    Solid,

    /// <summary>With gaps: asymptotes.</summary>
    Dashed,

    /// <summary>A row of dots: limits, guides.</summary>
    Dotted,
}
