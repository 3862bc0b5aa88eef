using System.Numerics.Tensors;

namespace NtkAnalytic.Integrators;

/// <summary>
/// Solves z = psi + c F(t, y + z) by the simplified Newton iteration, in the manner of Hairer and Wanner, Solving Ordinary Differential
/// Equations II, section IV.8: with a rate theta of contraction, theta / (1 - theta) times the last change is what is left.
/// </summary>
/// <remarks>
/// Each stage measures its own rate, from its second iteration on; a first change ends it only when it is within the tolerance itself. To
/// trust the rate of the stage before there saves up to a tenth of the evaluations, and costs a digit on orbits, where one Jacobian serves hundreds
/// of steps: the Pleiades at a tolerance of 1e-12 then end wrong by 1.4e-9 instead of 1.4e-10.
/// </remarks>
internal sealed class StageNewton(VectorField field, NewtonSystem system)
{
    // Above it changes of rounding do not shrink any more.
    private const double SlowestRate = 0.9;

    private readonly NewtonTolerance _tolerance = new(field.Dimension);
    private readonly double[] _point = new double[field.Dimension];
    private readonly double[] _right = new double[field.Dimension];

    /// <summary>The slowest contraction since <see cref="Begin"/>.</summary>
    public double Rate { get; private set; }

    public long Evaluations { get; private set; }

    public long Solves { get; private set; }

    /// <summary>Before the stages of a step.</summary>
    /// <param name="state">y.</param>
    /// <param name="scale">What the step's error is held against; empty for rounding.</param>
    public void Begin(ReadOnlySpan<double> state, ReadOnlySpan<double> scale)
    {
        _tolerance.Begin(state, scale);
        Rate = 0;
    }

    /// <summary>Solves; false when the iteration does not converge.</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y.</param>
    /// <param name="psi">psi.</param>
    /// <param name="coefficient">c.</param>
    /// <param name="increment">A guess of z, then z.</param>
    public bool Solve(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> psi, double coefficient, Span<double> increment)
    {
        double before = double.NaN;
        double left = 1;
        for (int iteration = 0; iteration < _tolerance.MostIterations; iteration++)
        {
            double norm = Improve(time, state, psi, coefficient, increment);
            if (!double.IsFinite(norm))
            {
                return false;
            }

            if (iteration > 0)
            {
                double rate = norm / before;
                if (rate >= SlowestRate)
                {
                    return _tolerance.IsRounding(norm);
                }

                Rate = Math.Max(Rate, rate);
                left = rate / (1 - rate);
            }

            if (left * norm <= 1)
            {
                return true;
            }

            before = norm;
        }

        return false;
    }

    private double Improve(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> psi, double coefficient, Span<double> increment)
    {
        TensorPrimitives.Add(state, increment, _point);
        field.Evaluate(time, _point, _right);
        Evaluations++;
        TensorPrimitives.MultiplyAdd(_right, coefficient, psi, _right);
        TensorPrimitives.Subtract(_right, increment, _right);
        system.Solve(_right);
        Solves++;
        TensorPrimitives.Add(increment, _right, increment);
        return _tolerance.Norm(_right);
    }
}
