using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.Kernels;
using Xunit;

namespace NtkAnalytic.Tests.CorrelationMaps;

public sealed class PhaseDiagramTests
{
    private static readonly double[] Weights = [0, 0.5, 1, 1.7, 1.8, 2, 4, 100];
    private static readonly double[] Biases = [0, 0.01, 0.05, 1, 10];

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("gelu")]
    [InlineData("elu")]
    [InlineData("step")]
    public void EveryCellIsAnAnalysisAndNoneFails(string name)
    {
        var activation = Activation.Parse(name);
        var diagram = PhaseDiagram.Compute(activation, Weights, Biases);
        Assert.Equal(Weights.Length * Biases.Length, diagram.Cells.Count);
        Assert.True(diagram.Evaluations > 0);
        for (int i = 0; i < diagram.Cells.Count; i++)
        {
            PhaseCell cell = diagram.Cells[i];
            Assert.Equal(Weights[i / Biases.Length], cell.WeightVariance);
            Assert.Equal(Biases[i % Biases.Length], cell.BiasVariance);
            Assert.True(cell.Status.IsSuccess, $"{name} at {cell.WeightVariance}, {cell.BiasVariance}: {cell.Status}");
            var analysis = new PhaseAnalysis(activation, cell.WeightVariance, cell.BiasVariance);
            Assert.Equal(analysis.Phase, cell.Phase);
            Assert.Equal(analysis.VarianceLimit.Limit, cell.Variance);
            Assert.Equal(analysis.Chi1, cell.Chi1);
            Assert.Equal(analysis.CorrelationLimit?.OneMinusCorrelation, cell.OneMinusCorrelation);
            Assert.Equal(analysis.CorrelationLimit?.Slope, cell.CorrelationSlope);
            Assert.Equal(analysis.Scales, cell.Scales);
        }
    }

    [Fact]
    public void ThePhaseChangesOnceAlongEachRowOfTanh()
    {
        double[] weights = [.. Enumerable.Range(0, 30).Select(i => 0.5 + (0.12 * i))];
        double[] biases = [.. Enumerable.Range(1, 12).Select(i => 0.05 * i)];
        var diagram = PhaseDiagram.Compute(Activation.Tanh, weights, biases);
        var line = new CriticalLine(Activation.Tanh);
        for (int b = 0; b < biases.Length; b++)
        {
            double critical = Assert.Single(line.At(biases[b])).WeightVariance;
            for (int w = 0; w < weights.Length; w++)
            {
                Assert.Equal(weights[w] < critical ? Phase.Ordered : Phase.Chaotic, diagram.Cells[(w * biases.Length) + b].Phase);
            }
        }
    }

    [Fact]
    public void ItIsTheSameOnOneThread()
    {
        var one = PhaseDiagram.Compute(Activation.Tanh, Weights, Biases, new KernelOptions { MaxDegreeOfParallelism = 1 });
        var many = PhaseDiagram.Compute(Activation.Tanh, Weights, Biases, new KernelOptions { MaxDegreeOfParallelism = 8 });
        Assert.Equal(one.Cells, many.Cells);
        Assert.Equal(one.Evaluations, many.Evaluations);
    }

    [Fact]
    public void ItReportsProgressAndCanBeCancelled()
    {
        var progress = new Recorder();
        PhaseDiagram.Compute(Activation.Relu, Weights, Biases, new KernelOptions { Progress = progress });
        Assert.Equal(Weights.Length, progress.Values.Count);
        Assert.Equal(1, progress.Values.Max());
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            PhaseDiagram.Compute(Activation.Relu, Weights, Biases, new KernelOptions { CancellationToken = source.Token }));
    }

    [Fact]
    public void BadListsAreNamed()
    {
        Assert.StartsWith("There must be at least one weight variance.", Message([], Biases), StringComparison.Ordinal);
        Assert.StartsWith("The bias variances must ascend, but 1 follows 1.", Message(Weights, [1, 1]), StringComparison.Ordinal);
        Assert.StartsWith("The weight variance number 2 must be finite and not negative, but is NaN.", Message([1, double.NaN], Biases), StringComparison.Ordinal);

        static string Message(double[] weights, double[] biases) =>
            Assert.Throws<ArgumentException>(() => PhaseDiagram.Compute(Activation.Tanh, weights, biases)).Message;
    }

    private sealed class Recorder : IProgress<double>
    {
        private readonly Lock _lock = new();

        public List<double> Values { get; } = [];

        public void Report(double value)
        {
            lock (_lock)
            {
                Values.Add(value);
            }
        }
    }
}
