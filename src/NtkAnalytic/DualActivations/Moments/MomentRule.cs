using System.Numerics.Tensors;
using NtkAnalytic.Activations;
using NtkAnalytic.DualActivations.Quadrature;

namespace NtkAnalytic.DualActivations.Moments;

/// <summary>Nodes for the moments of one activation, with the weights of every moment beside them.</summary>
internal sealed class MomentRule
{
    private const double NextToZero = 1e-300;

    [ThreadStatic]
    private static double[]? _buffer;

    private readonly Activation _activation;
    private readonly double[] _nodes;
    private readonly double[] _weights;
    private readonly double[] _power1;
    private readonly double[] _power2;
    private readonly double[] _power3;
    private readonly double[] _hermite2;
    private readonly double[] _hermite4;
    private readonly int _firstAbove;

    private MomentRule(Activation activation, double[] nodes, double[] weights)
    {
        _activation = activation;
        _nodes = nodes;
        _weights = weights;
        _power1 = Weigh(z => z * z);
        _power2 = Weigh(z => z * z * z * z);
        _power3 = Weigh(z => z * z * z * z * z * z);
        _hermite2 = Weigh(z => (z * z) - 1);
        _hermite4 = Weigh(z => (((z * z) - 6) * z * z) + 3);
        int found = Array.BinarySearch(nodes, 0);
        _firstAbove = found >= 0 ? found : ~found;
    }

    /// <summary>How many nodes there are.</summary>
    public int Count => _nodes.Length;

    /// <summary>The rule of an activation at a variance; of an even or odd one the positive half, with twice the weights.</summary>
    public static MomentRule Build(Activation activation, double variance, int order, double longestPanel, double share)
    {
        var rule = GaussianRule.For(activation, variance, order, longestPanel, share);
        int half = rule.Nodes.Length / 2;
        return activation.Parity == Parity.None
            ? new MomentRule(activation, rule.Nodes, rule.Weights)
            : new MomentRule(activation, rule.Nodes[half..], Array.ConvertAll(rule.Weights[half..], w => 2 * w));
    }

    /// <summary>The moments of phi^2 and of phi'^2 at a variance.</summary>
    public (SquareMoments Value, SquareMoments Derivative) Evaluate(double variance, double relativeError)
    {
        double deviation = Math.Sqrt(variance);
        Span<double> points = Buffer(0);
        Span<double> values = Buffer(1);
        TensorPrimitives.Multiply(_nodes, deviation, points);
        _activation.Evaluate(points, values);
        SquareMoments value = Sums(
            values,
            variance,
            _activation.Evaluate(-NextToZero),
            _activation.Evaluate(NextToZero),
            relativeError);
        _activation.EvaluateDerivative(points, values);
        SquareMoments derivative = Sums(
            values,
            variance,
            _activation.EvaluateDerivative(-NextToZero),
            _activation.EvaluateDerivative(NextToZero),
            relativeError);
        return (value, derivative);
    }

    /// <summary>E[phi(u)^2 - r(u)^2] for the two rays r(u) = a u for u &lt; 0 and b u for u &gt; 0, without cancellation of the sum.</summary>
    public double ExcessOverRays(double variance, double negativeSlope, double positiveSlope)
    {
        double deviation = Math.Sqrt(variance);
        Span<double> points = Buffer(0);
        Span<double> values = Buffer(1);
        TensorPrimitives.Multiply(_nodes, deviation, points);
        _activation.Evaluate(points, values);
        double sum = 0;
        for (int i = 0; i < points.Length; i++)
        {
            double ray = Math.Abs((points[i] < 0 ? negativeSlope : positiveSlope) * points[i]);
            double size = Math.Abs(values[i]);
            sum += _weights[i] * (size - ray) * (size + ray);
        }

        return sum;
    }

    // E[He_2m] over either half-line is 0: the value of F next to 0 may be subtracted on each side, and must be where F(0) is not
    // 0 and q is small, as the differences are divided by powers of q.
    private SquareMoments Sums(Span<double> values, double variance, double below, double above, double relativeError)
    {
        TensorPrimitives.Multiply(values, values, values);
        double mean = TensorPrimitives.Dot(_weights, values);
        double power1 = TensorPrimitives.Dot(_power1, values);
        double power2 = TensorPrimitives.Dot(_power2, values);
        double power3 = TensorPrimitives.Dot(_power3, values);
        Subtract(values[.._firstAbove], below * below);
        Subtract(values[_firstAbove..], above * above);
        double slope = TensorPrimitives.Dot(_hermite2, values) / (2 * variance);
        double curvature = TensorPrimitives.Dot(_hermite4, values) / (4 * variance * variance);
        return new SquareMoments(mean, slope, curvature, power1, power2, power3, relativeError);
    }

    private static void Subtract(Span<double> values, double constant)
    {
        if (constant != 0)
        {
            TensorPrimitives.Subtract(values, constant, values);
        }
    }

    private double[] Weigh(Func<double, double> factor)
    {
        double[] weights = new double[_nodes.Length];
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = _weights[i] * factor(_nodes[i]);
        }

        return weights;
    }

    private Span<double> Buffer(int index)
    {
        if (_buffer is null || _buffer.Length < 2 * Count)
        {
            _buffer = new double[4 * Count];
        }

        return _buffer.AsSpan(index * Count, Count);
    }
}
