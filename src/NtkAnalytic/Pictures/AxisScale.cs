namespace NtkAnalytic.Pictures;

/// <summary>How numbers are laid out along an axis.</summary>
public enum AxisScale
{
    /// <summary>Equal differences are equal lengths.</summary>
    Linear,

    /// <summary>Equal ratios are equal lengths; numbers that are not positive are not drawn.</summary>
    Logarithmic,
}
