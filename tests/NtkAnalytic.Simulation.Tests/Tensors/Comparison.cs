using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Tensors;

/// <summary>
/// One computation on a backend, on the reference in double, and on the reference with absolute values, which gives the scale of rounding: the
/// sum of the absolute values of what is added up. Around views, and after them, lies NaN, which no operation may read or overwrite.
/// </summary>
internal sealed class Comparison : IDisposable
{
    private readonly ReferenceBackend _oracle = new();
    private readonly TensorBackend _tested;
    private readonly TensorScope _testedScope;
    private readonly TensorScope _oracleScope;
    private readonly Random _random;

    public Comparison(TensorBackend tested, int seed)
    {
        _tested = tested;
        _testedScope = tested.NewScope();
        _oracleScope = _oracle.NewScope();
        _random = new Random(seed);
    }

    public double Epsilon => _tested.Precision == Precision.Single ? MathF.BitIncrement(1) - 1 : double.BitIncrement(1) - 1;

    /// <summary>Numbers between -2 and 2 that both formats hold, or NaN.</summary>
    public Triple Draw(TensorShape shape, bool isNaN = false, Func<float, float>? map = null)
    {
        double[] values = new double[shape.Count];
        for (int i = 0; i < values.Length; i++)
        {
            float value = (float)((4 * _random.NextDouble()) - 2);
            values[i] = isNaN ? double.NaN : map is null ? value : map(value);
        }

        return Make(shape, values);
    }

    public Triple Make(TensorShape shape, double[] values)
    {
        // Every second tensor is a view at a small offset, odd or even.
        int before = _random.Next(2) == 0 ? 0 : _random.Next(1, 10);
        int after = before == 0 ? 0 : _random.Next(0, 10);
        return new Triple(
            Place(_tested, _testedScope, shape, values, before, after),
            Place(_oracle, _oracleScope, shape, values, before, after),
            Place(_oracle, _oracleScope, shape, [.. values.Select(Math.Abs)], before, after));
    }

    public void Do(Action<TensorBackend, Func<Triple, Tensor>, Func<double, double>> operation)
    {
        operation(_tested, triple => triple.Tested.Tensor, value => value);
        operation(_oracle, triple => triple.Oracle.Tensor, value => value);
        operation(_oracle, triple => triple.Scale.Tensor, Math.Abs);
    }

    /// <summary>Requires |tested - oracle| &lt;= constant * scale * epsilon for each number.</summary>
    public void Check(Triple triple, double constant, string what, double leastScale = 0)
    {
        double[] tested = _tested.ToArray(triple.Tested.Tensor);
        double[] oracle = _oracle.ToArray(triple.Oracle.Tensor);
        double[] scale = _oracle.ToArray(triple.Scale.Tensor);
        for (int i = 0; i < tested.Length; i++)
        {
            double difference = Math.Abs(tested[i] - oracle[i]);
            if (!(difference <= constant * Math.Max(scale[i], leastScale) * Epsilon) && !(double.IsNaN(tested[i]) && double.IsNaN(oracle[i])))
            {
                Assert.Fail($"{what}: element {i} of {triple.Tested.Tensor.Shape} is {tested[i]:R} instead of {oracle[i]:R}, {difference / (scale[i] * Epsilon)} epsilons.");
            }
        }

        CheckSurroundings(triple, what);
    }

    public void CheckSurroundings(Triple triple, string what)
    {
        Placed placed = triple.Tested;
        double[] whole = _tested.ToArray(placed.Whole);
        int perNetwork = (int)placed.Whole.Shape.PerNetwork;
        int end = placed.Before + (int)placed.Tensor.Shape.PerNetwork;
        for (int i = 0; i < whole.Length; i++)
        {
            int within = i % perNetwork;
            Assert.True((within >= placed.Before && within < end) || double.IsNaN(whole[i]), $"{what}: wrote outside of the view {placed.Tensor.Shape}.");
        }
    }

    public void Dispose()
    {
        _testedScope.Dispose();
        _oracleScope.Dispose();
    }

    private static Placed Place(TensorBackend backend, TensorScope scope, TensorShape shape, double[] values, int before, int after)
    {
        int perNetwork = (int)shape.PerNetwork;
        int length = before + perNetwork + after;
        Tensor whole = before == 0 ? scope.Allocate(shape.Networks, shape.Rows, shape.Columns) : scope.Allocate(shape.Networks, 1, length);
        double[] all = new double[shape.Networks * length];
        Array.Fill(all, double.NaN);
        for (int network = 0; network < shape.Networks; network++)
        {
            Array.Copy(values, network * perNetwork, all, (network * length) + before, perNetwork);
        }

        backend.Write(all, whole);
        return new Placed(whole, before == 0 ? whole : backend.View(whole, before, shape.Rows, shape.Columns), before);
    }

    internal sealed record Placed(Tensor Whole, Tensor Tensor, int Before);

    internal sealed record Triple(Placed Tested, Placed Oracle, Placed Scale);
}
