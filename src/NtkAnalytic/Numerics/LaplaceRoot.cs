namespace NtkAnalytic.Numerics;

/// <summary>A zero of a Laplace transform.</summary>
/// <param name="Variance">q = 1/(2 s).</param>
/// <param name="Multiplicity">1 where the sign changes; 2 where the transform touches 0 within its accuracy.</param>
/// <param name="SignBelow">The sign of the transform at smaller q.</param>
internal readonly record struct LaplaceRoot(double Variance, int Multiplicity, int SignBelow);

/// <summary>The zeros of a Laplace transform in a range.</summary>
/// <param name="Roots">The zeros, ascending in q.</param>
/// <param name="Evaluations">How many values of q the transform was evaluated at.</param>
/// <param name="IsComplete">False when the density changes its sign too often to be searched.</param>
internal sealed record LaplaceRootSet(IReadOnlyList<LaplaceRoot> Roots, int Evaluations, bool IsComplete);
