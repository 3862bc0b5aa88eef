using NtkAnalytic.Integrators;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>Divides by 1 + c * rate: the system of y' = -rate y, or of another rate than the field's, so that an iteration contracts as slowly as one likes.</summary>
internal sealed class ScaledNewtonSystem(double rate) : NewtonSystem
{
    private double _divisor = double.NaN;

    /// <summary>May change between linearisations.</summary>
    public double Rate { get; set; } = rate;

    /// <summary>Whether the matrix counts as singular.</summary>
    public bool IsSingular { get; set; }

    public override void Linearise(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> derivative)
    {
    }

    public override bool Factor(double coefficient)
    {
        _divisor = 1 + (coefficient * Rate);
        return !IsSingular;
    }

    public override void Solve(Span<double> right)
    {
        for (int i = 0; i < right.Length; i++)
        {
            right[i] /= _divisor;
        }
    }
}
