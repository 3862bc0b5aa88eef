namespace NtkAnalytic.Integrators;

/// <summary>A one-step method. Immutable; a method of one's own derives from this class.</summary>
public abstract class IntegrationMethod
{
    /// <summary>A name in kebab case, for tables, JSON and options.</summary>
    public abstract string Name { get; }

    /// <summary>p: the error after a fixed time is O(h^p).</summary>
    public abstract int Order { get; }

    /// <summary>q: the estimated error of a step is O(h^q), so that steps are chosen proportional to error^(-1/q).</summary>
    public abstract int ErrorExponent { get; }

    /// <summary>
    /// d: between the ends of a step from an exact start the error of the path is O(h^(d + 1)), as at its end it is O(h^(p + 1)).
    /// </summary>
    public abstract int DenseOrder { get; }

    /// <summary>True when a step solves equations, with <see cref="VectorField.CreateNewtonSystem"/>.</summary>
    public virtual bool IsImplicit => false;

    /// <summary>
    /// The largest x such that steps h with h lambda &lt;= x are stable for y' = -lambda y; infinite for a method without such a limit.
    /// </summary>
    public abstract double RealStabilityLimit { get; }

    /// <summary>What takes the steps of one integration.</summary>
    /// <param name="field">The field.</param>
    /// <returns>A new stepper with its buffers.</returns>
    public abstract Stepper CreateStepper(VectorField field);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}
