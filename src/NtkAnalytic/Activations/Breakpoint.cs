namespace NtkAnalytic.Activations;

/// <summary>
/// A point where an activation is not smooth. Between two neighbouring breakpoints the activation is taken to be
/// infinitely differentiable.
/// </summary>
/// <param name="Location">The point x on the real axis.</param>
/// <param name="ValueJump">phi(x+) - phi(x-): the weight of the Dirac term of phi' there; 0 where phi is continuous.</param>
/// <param name="DerivativeJump">phi'(x+) - phi'(x-); 0 where only a higher derivative jumps.</param>
public readonly record struct Breakpoint(double Location, double ValueJump, double DerivativeJump)
{
    /// <summary>True when phi itself jumps, so that its derivative dual has Dirac terms.</summary>
    public bool IsJump => ValueJump != 0;
}
