using NtkAnalytic.Integrators;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>A problem of the literature with its solution at one time.</summary>
/// <param name="Name">In kebab case.</param>
/// <param name="IsStiff">Whether explicit methods are left out.</param>
/// <param name="Problem">The problem.</param>
/// <param name="End">The time.</param>
/// <param name="Reference">The solution there.</param>
/// <param name="AbsoluteShare">Absolute over relative tolerance, in the units of the smallest component that matters.</param>
internal sealed record LiteratureProblem(string Name, bool IsStiff, InitialValueProblem Problem, double End, IReadOnlyList<double> Reference, double AbsoluteShare)
{
    /// <summary>The largest |error_i| / (|y_i| + share), what a relative tolerance asks for.</summary>
    public double Error(IReadOnlyList<double> state) =>
        Reference.Zip(state, (exact, value) => Math.Abs(value - exact) / (Math.Abs(exact) + AbsoluteShare)).Max();

    /// <summary>Steps for a relative tolerance.</summary>
    public StepControl Steps(double tolerance) => StepControl.Adaptive(tolerance, tolerance * AbsoluteShare);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
