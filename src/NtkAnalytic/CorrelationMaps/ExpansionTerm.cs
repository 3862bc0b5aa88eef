namespace NtkAnalytic.CorrelationMaps;

/// <summary>One term of an expansion in gamma = 1 - c.</summary>
/// <param name="Power">The power of gamma: whole for smooth activations, half-integer terms appear with kinks.</param>
/// <param name="Coefficient">Its coefficient.</param>
/// <param name="Error">Absolute error estimate of <paramref name="Coefficient"/>.</param>
public readonly record struct ExpansionTerm(double Power, double Coefficient, double Error);
