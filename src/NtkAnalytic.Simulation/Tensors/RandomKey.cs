namespace NtkAnalytic.Simulation.Tensors;

/// <summary>
/// Names a sequence of random numbers: element i of network b of a tensor is a function of (Seed, FirstNetwork + b, Stream, i) alone, so a
/// network is the same whatever its place in a batch and whoever computes it.
/// </summary>
/// <param name="Seed">The user's seed.</param>
/// <param name="FirstNetwork">The number, within the ensemble, of the tensor's first network.</param>
/// <param name="Stream">What the numbers are for: a use of its own for each tensor that is drawn.</param>
public readonly record struct RandomKey(ulong Seed, uint FirstNetwork, uint Stream);
