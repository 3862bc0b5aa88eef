using System.Numerics.Tensors;
using BenchmarkDotNet.Attributes;
using NtkAnalytic.Integrators;

namespace NtkAnalytic.Benchmarks;

/// <summary>
/// What the integrators add to the evaluations of a field that costs one pass through memory, y' = -y: 200 steps of a pair of order 5 with
/// 100 times on the way, by fixed steps and by tolerance, against the same 1200 evaluations alone, and against plain sums that read as many
/// vectors as a fixed step must: 27 for the points of six stages, 6 for the evaluations, 9 for the error and for whether all is finite, 4 for
/// the times.
/// </summary>
[Config(typeof(InOneProcess))]
public class IntegratorBenchmarks
{
    private const int Steps = 200;
    private const int Evaluations = 6 * Steps;
    private const int Reads = 46 * Steps;
    private readonly double[] _times = [.. Enumerable.Range(1, 100).Select(i => i * 0.01)];
    private double[] _state = null!;
    private double[] _derivative = null!;
    private Decay _field = null!;

    /// <summary>The number of components.</summary>
    [Params(4, 1000, 100_000)]
    public int Dimension { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _field = new Decay(Dimension);
        _state = [.. Enumerable.Range(0, Dimension).Select(i => 1 + Math.Sin(i))];
        _derivative = new double[Dimension];
    }

    [Benchmark(Baseline = true)]
    public double EvaluationsAlone()
    {
        for (int i = 0; i < Evaluations; i++)
        {
            _field.Evaluate(0, _state, _derivative);
        }

        return _derivative[0];
    }

    [Benchmark]
    public double SumsOfVectors()
    {
        for (int i = 0; i < Reads; i += 2)
        {
            TensorPrimitives.Add(_state, _derivative, _derivative);
        }

        return _derivative[0];
    }

    [Benchmark]
    public double FixedSteps() => Run(StepControl.Fixed(1.0 / Steps));

    [Benchmark]
    public double StepsByTolerance() => Run(StepControl.Adaptive(1e-6, 1e-6, new Always(1.0 / Steps)));

    private double Run(StepControl steps)
    {
        double sum = 0;
        IntegrationResult result = Integrator.Integrate(
            new InitialValueProblem(_field, 0, _state), _times, IntegrationMethods.Tsitouras5, steps, (_, _, state) => sum += state[0]);
        return result.Status.IsSuccess ? sum : throw new InvalidOperationException(result.Status.Advice);
    }

    private sealed class Decay(int dimension) : VectorField
    {
        public override int Dimension => dimension;

        public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative) => TensorPrimitives.Negate(state, derivative);
    }

    // The cost of control without its choices, so that the number of steps is known.
    private sealed class Always(double step) : StepRule
    {
        public override StepMemory Begin(double first) => new(step, 1, false);

        public override StepMemory Judge(StepMemory memory, int exponent, double taken, double error) => memory;
    }
}
