namespace NtkAnalytic.Simulation.Tensors;

/// <summary>The floating-point format of a backend's tensors.</summary>
public enum Precision
{
    /// <summary>IEEE binary32: 24 bits, half the memory and twice the speed.</summary>
    Single,

    /// <summary>IEEE binary64: 53 bits.</summary>
    Double,
}
