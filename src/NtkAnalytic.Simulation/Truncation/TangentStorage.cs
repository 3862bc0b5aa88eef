namespace NtkAnalytic.Simulation.Truncation;

/// <summary>How the tangent kernels of the start are held; the solutions are the same.</summary>
public enum TangentStorage
{
    /// <summary>Stored where they fit in memory, else not.</summary>
    Automatic,

    /// <summary>Stored tensors, of n^p numbers: computed once, for every order up to p.</summary>
    Stored,

    /// <summary>Nothing is stored: each contraction is a few passes through the network, every time it is needed.</summary>
    MatrixFree,
}
