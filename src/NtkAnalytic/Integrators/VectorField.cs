namespace NtkAnalytic.Integrators;

/// <summary>The right side of y' = F(t, y). A system of one's own derives from this class.</summary>
public abstract class VectorField
{
    /// <summary>The number of components of y, at least 1.</summary>
    public abstract int Dimension { get; }

    /// <summary>Computes F(t, y).</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y, of <see cref="Dimension"/> components.</param>
    /// <param name="derivative">Receives F; of the same length, never the same memory.</param>
    public abstract void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative);

    /// <summary>
    /// What solves the linear systems of implicit methods. Without an override that is a dense matrix of differences, with d^2 numbers
    /// and d^3/3 operations for d components; a field that knows the structure of its Jacobian returns a better one.
    /// </summary>
    /// <returns>A new object, used by one integration.</returns>
    public virtual NewtonSystem CreateNewtonSystem() => new DifferenceNewtonSystem(this);
}
