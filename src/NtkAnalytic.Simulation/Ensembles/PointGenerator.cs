namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>Makes the points of one network from random numbers of its own.</summary>
/// <param name="normals">Independent standard normal numbers, as many as the points have components: a function of seed and network.</param>
/// <param name="points">Receives the points, row by row.</param>
public delegate void PointGenerator(ReadOnlySpan<double> normals, Span<double> points);
