using NtkAnalytic.Integrators;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The truncated hierarchy as y' = F(y), for integrators of one's own. The state begins with the outputs f at the training points and
/// then at the test points. It owns buffers: not for several integrations at once.
/// </summary>
public abstract class HierarchyField : VectorField
{
    private readonly OutputLosses? _testLosses;
    private readonly double[] _initialKernel;
    private readonly double _initialNorm;
    private readonly double[] _initialState;

    private protected HierarchyField(TangentSeries kernels, int order, HierarchyProblem problem, int dimension)
    {
        Points = kernels.Points;
        Outputs = kernels.Outputs;
        Indices = kernels.Indices;
        TestIndices = kernels.TestIndices;
        Order = order;
        Dimension = dimension;
        Losses = new OutputLosses(problem.Loss, problem.Targets);
        _testLosses = problem.TestTargets is null ? null : new OutputLosses(problem.Loss, problem.TestTargets);
        _initialKernel = new double[(Indices + TestIndices) * Indices];
        kernels.Kernel(2, [], _initialKernel);
        _initialNorm = FrobeniusNorm(_initialKernel.AsSpan(0, Indices * Indices));
        _initialState = new double[dimension];
        Flat.FromMatrix(problem.InitialOutputs).CopyTo(_initialState, 0);
        if (problem.InitialTestOutputs is { } testOutputs)
        {
            Flat.FromMatrix(testOutputs).CopyTo(_initialState, Indices);
        }
    }

    /// <summary>p.</summary>
    public int Order { get; }

    /// <inheritdoc/>
    public sealed override int Dimension { get; }

    /// <summary>The state at the start.</summary>
    public ReadOnlySpan<double> InitialState => _initialState;

    internal int Points { get; }

    internal int Outputs { get; }

    internal int Indices { get; }

    internal int TestIndices { get; }

    internal OutputLosses Losses { get; }

    /// <summary>K^(2)_0: (N + T) x N, row by row.</summary>
    internal ReadOnlySpan<double> InitialKernel => _initialKernel;

    private protected Span<double> MutableInitialState => _initialState;

    /// <summary>What a state means.</summary>
    /// <param name="time">t.</param>
    /// <param name="state">y, of <see cref="Dimension"/> numbers.</param>
    /// <param name="keepKernel">Whether the record is to hold the kernel.</param>
    /// <returns>Outputs, losses and the change of the kernel.</returns>
    /// <exception cref="ArgumentException">The state has another length.</exception>
    public HierarchyRecord Read(double time, ReadOnlySpan<double> state, bool keepKernel = false)
    {
        if (state.Length != Dimension)
        {
            throw new ArgumentException($"The state has {Dimension} numbers, but {state.Length} were given.", nameof(state));
        }

        ReadOnlySpan<double> outputs = state[..Indices];
        ReadOnlySpan<double> testOutputs = state.Slice(Indices, TestIndices);
        ReadOnlySpan<double> kernel = KernelOf(state);
        return new HierarchyRecord
        {
            Time = time,
            Outputs = Flat.ToMatrix(outputs, Outputs),
            TestOutputs = TestIndices == 0 ? null : Flat.ToMatrix(testOutputs, Outputs),
            Loss = Losses.Mean(outputs),
            TestLoss = _testLosses?.Mean(testOutputs),
            KernelChange = _initialNorm > 0 ? Distance(kernel[..(Indices * Indices)], _initialKernel) / _initialNorm : null,
            Kernel = keepKernel ? Flat.ToMatrix(kernel, Indices) : null,
        };
    }

    /// <summary>K^(2) of a state: (N + T) x N, row by row; valid until the next call.</summary>
    internal abstract ReadOnlySpan<double> KernelOf(ReadOnlySpan<double> state);

    // Scaled by the largest entry: squares must not overflow.
    private static double FrobeniusNorm(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        double sum = 0;
        foreach (double value in values)
        {
            sum += largest > 0 ? value / largest * (value / largest) : 0;
        }

        return largest * Math.Sqrt(sum);
    }

    private static double Distance(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        double[] difference = new double[first.Length];
        for (int i = 0; i < difference.Length; i++)
        {
            difference[i] = first[i] - second[i];
        }

        return FrobeniusNorm(difference);
    }
}
