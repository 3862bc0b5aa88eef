using System.Numerics.Tensors;

namespace NtkAnalytic.Integrators;

/// <summary>When a simplified Newton iteration has ended: what is held against each component, and how much of it rounding may excuse.</summary>
internal sealed class NewtonTolerance(int count)
{
    private const double Epsilon = 2.220446049250313e-16;

    // Errors of the iterations add up from step to step where those of the method cancel: ten times this share saves a sixth of the
    // evaluations at tight tolerances, and leaves ten times the error in Robertson's reaction and seven times in Lotka and Volterra's orbit.
    private const double Share = 0.001;

    // No change of a component is smaller than its rounding, which the linear solver multiplies a little.
    private const double Rounding = 4 * Epsilon;

    // Increments are stored apart from the state, so that under fixed steps they are worth more: what is left of the iterations adds up over
    // thousands of steps.
    private const double FixedRounding = Epsilon / 64;

    // Under fixed steps components far below the largest one are held against it: their rounding comes from there.
    private const double SmallestShare = 1e-3;

    // Of a state of zeros.
    private const double Smallest = 1e-300;

    private readonly double[] _scale = new double[count];
    private double _stagnation;

    /// <summary>The most iterations of a stage.</summary>
    public int MostIterations { get; private set; }

    /// <summary>For a step from a state; an empty scale asks for rounding.</summary>
    public void Begin(ReadOnlySpan<double> state, ReadOnlySpan<double> scale)
    {
        TensorPrimitives.Abs(state, _scale);
        if (scale.IsEmpty)
        {
            double floor = SmallestShare * TensorPrimitives.Max<double>(_scale);
            TensorPrimitives.Max(_scale, Math.Max(floor, Smallest), _scale);
            TensorPrimitives.Multiply(_scale, FixedRounding, _scale);
            (MostIterations, _stagnation) = (50, 1e6);
        }
        else
        {
            TensorPrimitives.Multiply(_scale, Rounding, _scale);
            for (int i = 0; i < _scale.Length; i++)
            {
                _scale[i] = Math.Max(_scale[i], Share * scale[i]);
            }

            (MostIterations, _stagnation) = (10, 10);
        }
    }

    /// <summary>A change over what is held against it: 1 is small enough.</summary>
    public double Norm(ReadOnlySpan<double> change) => StepScale.Norm(change, _scale);

    /// <summary>Whether changes this small that do not shrink any more are rounding.</summary>
    public bool IsRounding(double norm) => norm <= _stagnation;
}
