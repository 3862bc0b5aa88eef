using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;

namespace NtkAnalytic;

/// <summary>
/// The neural tangent hierarchy truncated at order p (Huang and Yau, arXiv 1909.08156): df/dt = -(1/n) K^(2) r,
/// dK^(r)/dt = -(1/n) K^(r+1) r for r &lt; p, and K^(p) stays; r = n dL/df. Order 2 is the frozen tangent kernel. Immutable.
/// </summary>
public sealed class TangentHierarchy
{
    /// <summary>The hierarchy of a network.</summary>
    /// <param name="kernels">Its tangent kernels at the start.</param>
    /// <param name="order">p, from 2 to the highest there are kernels for.</param>
    /// <param name="form">How it is integrated.</param>
    /// <exception cref="ArgumentException">The order is out of range, or the plain form is asked for without stored tensors.</exception>
    public TangentHierarchy(TangentSeries kernels, int order, HierarchyForm form = HierarchyForm.Reduced)
    {
        ArgumentNullException.ThrowIfNull(kernels);
        double kernelEntries = ((double)kernels.Points + kernels.TestPoints) * kernels.Outputs * kernels.Points * kernels.Outputs;
        if (kernelEntries > Array.MaxLength)
        {
            throw new ArgumentException(
                $"The kernel of {kernels.Points} points, {kernels.TestPoints} test points and {kernels.Outputs} outputs has {TensorSizes.Text(kernelEntries)} entries, more than an array holds ({Array.MaxLength}): take fewer points.",
                nameof(kernels));
        }

        if (order < 2 || order > kernels.HighestOrder)
        {
            throw new ArgumentException($"The order must be from 2 to {kernels.HighestOrder}, the highest that there are kernels for, but it is {order}.", nameof(order));
        }

        if (!Enum.IsDefined(form))
        {
            throw new ArgumentException($"There is no form {form} of the hierarchy.", nameof(form));
        }

        if (form == HierarchyForm.Plain && kernels is not TangentTensors)
        {
            throw new ArgumentException($"The plain form moves the tensors themselves and needs {nameof(TangentTensors)}: take the reduced form, or store the tensors.", nameof(form));
        }

        double numbers = form == HierarchyForm.Plain ? PlainHierarchyField.Numbers(kernels, order) : ReducedHierarchyField.Numbers(kernels, order);
        if (numbers > Array.MaxLength)
        {
            throw new ArgumentException(
                $"The state of order {order} with {kernels.Points} points and {kernels.Outputs} outputs has {TensorSizes.Text(numbers)} numbers, more than an array holds ({Array.MaxLength}): take a lower order or fewer points.",
                nameof(order));
        }

        Kernels = kernels;
        Order = order;
        Form = form;
    }

    /// <summary>The tangent kernels at the start.</summary>
    public TangentSeries Kernels { get; }

    /// <summary>p.</summary>
    public int Order { get; }

    /// <summary>How it is integrated.</summary>
    public HierarchyForm Form { get; }

    /// <summary>The hierarchy of another order, from the same kernels.</summary>
    /// <param name="order">p.</param>
    /// <returns>The hierarchy.</returns>
    /// <exception cref="ArgumentException">The order is out of range.</exception>
    public TangentHierarchy WithOrder(int order) => new(Kernels, order, Form);

    /// <summary>The equations as a vector field, for an integrator of one's own; its solutions start from <see cref="HierarchyField.InitialState"/>.</summary>
    /// <param name="problem">Loss, targets, outputs at the start.</param>
    /// <returns>A new field with its buffers, for one integration at a time.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, a number is not finite, or targets are none of the loss.</exception>
    public HierarchyField CreateField(HierarchyProblem problem)
    {
        ProblemCheck.Check(Kernels, problem);
        return Form == HierarchyForm.Plain
            ? new PlainHierarchyField((TangentTensors)Kernels, Order, problem)
            : new ReducedHierarchyField(Kernels, Order, problem);
    }

    /// <summary>Integrates.</summary>
    /// <param name="problem">Loss, targets, outputs at the start.</param>
    /// <param name="times">Not negative, ascending; the first may be 0.</param>
    /// <param name="method">The integrator.</param>
    /// <param name="steps">How its steps are chosen.</param>
    /// <param name="options">Records, events, cancellation.</param>
    /// <returns>A record for each time that was reached, and how it ended.</returns>
    /// <exception cref="ArgumentException">Shapes do not fit, targets are none of the loss, times run backwards, or a fixed step is beyond the method's limit of stability.</exception>
    public HierarchySolution Solve(
        HierarchyProblem problem,
        IReadOnlyList<double> times,
        IntegrationMethod method,
        StepControl steps,
        HierarchyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(steps);
        ProblemCheck.CheckTimes(times);
        HierarchyField field = CreateField(problem);
        StepLimit.Check(field, problem.Loss, method, steps, times[^1]);
        return HierarchyRun.Run(field, times, method, steps, options ?? new HierarchyOptions());
    }
}
