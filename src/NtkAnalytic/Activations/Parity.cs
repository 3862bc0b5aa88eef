namespace NtkAnalytic.Activations;

/// <summary>The reflection symmetry of an activation.</summary>
public enum Parity
{
    /// <summary>No symmetry.</summary>
    None,

    /// <summary>phi(-x) = phi(x).</summary>
    Even,

    /// <summary>phi(-x) = -phi(x).</summary>
    Odd,
}
