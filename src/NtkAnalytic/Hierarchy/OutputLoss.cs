using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// A loss L = (1/n) sum_i l(f(x_i), y_i) as a function of the outputs. A loss of one's own derives from this class. Immutable.
/// </summary>
public abstract class OutputLoss
{
    /// <summary>l = |f - y|^2 / 2.</summary>
    public static OutputLoss Squared { get; } = new SquaredOutputLoss();

    /// <summary>
    /// The cross-entropy. Of M >= 2 outputs, with probabilities as targets: l = log sum_j exp f_j - sum_j y_j f_j. Of one output, with
    /// labels 1 and -1: l = log(1 + exp(-y f)).
    /// </summary>
    public static OutputLoss CrossEntropy { get; } = new CrossEntropyOutputLoss();

    /// <summary>A name in kebab case, for tables and JSON.</summary>
    public abstract string Name { get; }

    /// <summary>
    /// A bound on the largest eigenvalue of d^2 l/df^2 at any outputs and targets: with it a fixed step that is too long for an explicit
    /// method is noticed before it is taken.
    /// </summary>
    /// <param name="outputs">M.</param>
    /// <returns>The bound; null, as without an override, when there is none, and steps are not judged.</returns>
    public virtual double? LargestCurvature(int outputs) => null;

    /// <summary>Judges targets before they are used.</summary>
    /// <param name="targets">n x M, finite.</param>
    /// <exception cref="ArgumentException">They are no targets of this loss; the message names row and column.</exception>
    public abstract void CheckTargets(Matrix<double> targets);

    /// <summary>l of one point.</summary>
    /// <param name="outputs">f, M numbers.</param>
    /// <param name="targets">y, M numbers.</param>
    /// <returns>l.</returns>
    public abstract double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets);

    /// <summary>dl/df of one point: the residual, f - y for the squared loss.</summary>
    /// <param name="outputs">f, M numbers.</param>
    /// <param name="targets">y, M numbers.</param>
    /// <param name="residual">Receives M numbers.</param>
    public abstract void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual);

    /// <summary>d^2 l/df^2 of one point.</summary>
    /// <param name="outputs">f, M numbers.</param>
    /// <param name="targets">y, M numbers.</param>
    /// <param name="curvature">Receives M x M numbers.</param>
    public abstract void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature);

    /// <summary>The name.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public sealed override string ToString() => Name;
}
