using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Claims.HuangYau;

/// <summary>f(x) = m^(-1/2) sum_k a_k phi(w_k x), neuron by neuron: its gradients, and K^(3) written out.</summary>
internal sealed class TwoLayers
{
    private readonly double[][] _inputs;
    private readonly double[][] _weights;
    private readonly double[] _outer;
    private readonly double[][][] _derivatives;

    /// <summary>A tanh network.</summary>
    /// <param name="parameters">w row by row, then a.</param>
    /// <param name="points">A row a point, |x|^2 = n_0: the paper's points times sqrt(n_0).</param>
    public TwoLayers(double[] parameters, Matrix<double> points)
    {
        int inputs = points.ColumnCount;
        int width = parameters.Length / (inputs + 1);
        _inputs = [.. points.EnumerateRows().Select(row => (row / Math.Sqrt(inputs)).ToArray())];
        _weights = [.. Enumerable.Range(0, width).Select(k => parameters.AsSpan(k * inputs, inputs).ToArray())];
        _outer = parameters[(width * inputs)..];
        _derivatives = [.. Enumerable.Range(0, 3).Select(order => _inputs.Select(x => Derivative(order, [.. _weights.Select(w => Product(w, x))])).ToArray())];
    }

    /// <summary>The gradient of f at a point, in the order of the parameters.</summary>
    public double[] Gradient(int point)
    {
        double scale = 1 / Math.Sqrt(_outer.Length);
        return
        [
            .. _outer.SelectMany((a, k) => _inputs[point].Select(x => scale * a * _derivatives[1][point][k] * x)),
            .. _derivatives[0][point].Select(value => scale * value),
        ];
    }

    /// <summary>
    /// K^(3)_{123} = m^(-3/2) sum_k a [s1' s2 X13 s3' + s1 s2' X23 s3' + 2 s1' s2' X12 s3] + a^3 X12 s3' [s1'' s2' X13 + s1' s2'' X23],
    /// X the inner products: the derivative of the neurons' s1 s2 + a^2 s1' s2' X12 along a -> s3, w x -> a s3' X.
    /// </summary>
    public double ThirdKernel(int one, int two, int three)
    {
        double x12 = Product(_inputs[one], _inputs[two]);
        double x13 = Product(_inputs[one], _inputs[three]);
        double x23 = Product(_inputs[two], _inputs[three]);
        double sum = 0;
        for (int k = 0; k < _outer.Length; k++)
        {
            double a = _outer[k];
            (double f1, double s1, double b1) = At(one, k);
            (double f2, double s2, double b2) = At(two, k);
            (double f3, double s3, _) = At(three, k);
            sum += (a * ((s1 * f2 * x13 * s3) + (f1 * s2 * x23 * s3) + (2 * s1 * s2 * x12 * f3)))
                + (a * a * a * x12 * s3 * ((b1 * s2 * x13) + (s1 * b2 * x23)));
        }

        return sum / Math.Pow(_outer.Length, 1.5);
    }

    private (double Value, double Slope, double Bend) At(int point, int neuron) =>
        (_derivatives[0][point][neuron], _derivatives[1][point][neuron], _derivatives[2][point][neuron]);

    // tanh' = 1 - tanh^2, tanh'' = -2 tanh tanh'.
    private static double[] Derivative(int order, double[] z) =>
    [
        .. z.Select(Math.Tanh).Select(t => order switch { 0 => t, 1 => 1 - (t * t), _ => -2 * t * (1 - (t * t)) }),
    ];

    private static double Product(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
