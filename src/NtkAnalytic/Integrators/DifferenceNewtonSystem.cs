using System.Numerics.Tensors;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Integrators;

/// <summary>The Jacobian by forward differences, one evaluation a component, and its dense LU decomposition.</summary>
/// <remarks>
/// With s the largest component, y_j moves by sqrt(epsilon s max(|y_j|, 1e-5 s)) away from 0, as in RADAU5 (Hairer and Wanner, Solving
/// Ordinary Differential Equations II) but for the scale s: components far below the largest one move by less than its rounding allows it
/// and by more than their own does. An iteration needs two or three digits of J.
/// </remarks>
internal sealed class DifferenceNewtonSystem : NewtonSystem
{
    private const double Epsilon = 2.220446049250313e-16;
    private const double SmallestShare = 1e-5;

    private readonly VectorField _field;
    private readonly double[] _jacobian;
    private readonly double[] _point;
    private readonly double[] _moved;
    private readonly LuFactors _factors;
    private long _evaluations;

    public DifferenceNewtonSystem(VectorField field)
    {
        int count = field.Dimension;
        if ((long)count * count > Array.MaxLength)
        {
            throw new ArgumentException($"A dense Jacobian of {count} components is more than an array holds: override {nameof(VectorField.CreateNewtonSystem)}, or take an explicit method.", nameof(field));
        }

        _field = field;
        _jacobian = new double[count * count];
        _point = new double[count];
        _moved = new double[count];
        _factors = new LuFactors(count);
    }

    public override long Evaluations => _evaluations;

    public override void Linearise(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> derivative)
    {
        int count = _point.Length;
        double scale = Math.Abs(TensorPrimitives.MaxMagnitude(state));
        scale = scale == 0 ? 1 : scale;
        state.CopyTo(_point);
        for (int j = 0; j < count; j++)
        {
            double size = Math.Max(Math.Abs(state[j]), SmallestShare * scale);
            double move = Math.CopySign(Math.Sqrt(Epsilon) * Math.Sqrt(scale) * Math.Sqrt(size), state[j]);
            if (!TryMove(time, state, derivative, j, move))
            {
                // Beyond the edge of the field's domain, perhaps; if not, the decomposition sees it.
                TryMove(time, state, derivative, j, -move);
            }
        }
    }

    public override bool Factor(double coefficient)
    {
        Span<double> matrix = _factors.Matrix;
        TensorPrimitives.Multiply(_jacobian, -coefficient, matrix);
        for (int i = 0; i < _point.Length; i++)
        {
            matrix[(i * _point.Length) + i] += 1;
        }

        return _factors.Factor();
    }

    public override void Solve(Span<double> right) => _factors.Solve(right);

    private bool TryMove(double time, ReadOnlySpan<double> state, ReadOnlySpan<double> derivative, int component, double move)
    {
        _point[component] = state[component] + move;
        double moved = _point[component] - state[component];
        _field.Evaluate(time, _point, _moved);
        _evaluations++;
        _point[component] = state[component];
        bool isFinite = true;
        for (int i = 0; i < _moved.Length; i++)
        {
            double slope = (_moved[i] - derivative[i]) / moved;
            _jacobian[(i * _moved.Length) + component] = slope;
            isFinite &= double.IsFinite(slope);
        }

        return isFinite;
    }
}
