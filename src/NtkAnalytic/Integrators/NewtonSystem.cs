namespace NtkAnalytic.Integrators;

/// <summary>
/// Solves (1 - c J) x = b for the Jacobian J = dF/dy of a field or for an approximation to it: a simplified Newton iteration ends at the
/// same point with either, only faster or slower.
/// </summary>
public abstract class NewtonSystem
{
    /// <summary>How often the field has been evaluated for J; counted into <see cref="StepperWork.Evaluations"/>.</summary>
    public virtual long Evaluations => 0;

    /// <summary>Takes J where the step begins.</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y.</param>
    /// <param name="derivative">F(t, y).</param>
    public abstract void Linearise(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> derivative);

    /// <summary>Prepares for a coefficient; after <see cref="Linearise"/>.</summary>
    /// <param name="coefficient">c, the step times the method's diagonal coefficient; positive.</param>
    /// <returns>False when the matrix is singular or not finite.</returns>
    public abstract bool Factor(double coefficient);

    /// <summary>Replaces b by x; after <see cref="Factor"/>.</summary>
    /// <param name="right">b, then x.</param>
    public abstract void Solve(Span<double> right);
}
