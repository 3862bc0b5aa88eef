using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Networks;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

public class EnsembleTests
{
    public static TheoryData<EnsembleInputs> Inputs => new(EnsembleInputs.Pair(3, 0.5), EnsembleInputs.RandomPairs(3, 0.5));

    [Theory]
    [MemberData(nameof(Inputs))]
    public void Neither_threads_nor_batches_change_a_bit(EnsembleInputs inputs)
    {
        Ensemble ensemble = Samples.Relu(inputs: inputs);
        EnsembleResult expected = ensemble.Run(150, workElements: 1);
        Samples.AssertSame(expected, ensemble.Run(150, workElements: 1 << 20));
        Samples.AssertSame(expected, ensemble.Run(150, workElements: 3000, threads: 3));
    }

    [Fact]
    public void The_seed_decides()
    {
        Assert.NotEqual(Samples.Relu(seed: 1).Run(10).Ntk.Diagonal.Mean, Samples.Relu(seed: 2).Run(10).Ntk.Diagonal.Mean);
    }

    [Fact]
    public void Its_statistics_are_those_of_the_networks_one_by_one()
    {
        Ensemble ensemble = Samples.Relu();
        var backend = new ManagedBackend(Precision.Double, 1);
        using var sample = new NetworkSample(ensemble.Network, backend, ensemble.Seed, 0, 20);
        Matrix<double> points = ensemble.Inputs.Shared!;
        double[] ntk = [.. sample.Ntk(points).Select(matrix => matrix[0, 1])];
        double[] nngp = [.. sample.Nngp(points).Select(matrix => matrix[0, 0])];
        double[] outputs = [.. sample.Outputs(points).Select(matrix => matrix[0, 0])];
        EnsembleResult result = ensemble.Run(20);

        // The same numbers, added up in another way.
        Assert.Equal(ntk.Average(), result.Ntk.OffDiagonal!.Mean, 1e-13);
        Assert.Equal(nngp.Average(), result.Nngp.Diagonal.Mean, 1e-13);
        Assert.Equal(outputs.Average(), result.Output.Mean, 1e-13);
        Assert.Equal(outputs.Min(), result.Output.Minimum);
        Assert.Equal(result.Ntk.OffDiagonal.Mean / result.Ntk.Diagonal.Mean, result.Ntk.RatioOfMeans!.Value.Value, 1e-13);
        Assert.Equal(ntk.Zip(sample.Ntk(points), (off, matrix) => off / matrix[0, 0]).Where(double.IsFinite).Average(), result.Ntk.Ratio!.Mean, 1e-13);
        Assert.Equal(EnsembleStop.Samples, result.Stop);
    }

    [Fact]
    public void Sampling_ends_at_the_network_that_makes_the_error_small_enough()
    {
        Ensemble ensemble = Samples.Relu();
        var options = new EnsembleOptions { Samples = 100_000, RelativeStandardError = 0.05, WorkElements = 1 << 14 };
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        EnsembleResult result = ensemble.Run(new ManagedBackend(Precision.Double, 1), options, cancellation: cancellation);
        Assert.Equal(EnsembleStop.StandardError, result.Stop);
        Assert.InRange(Error(result), 0, 0.05);
        Assert.InRange(Error(ensemble.Run((int)result.Count - 1)), 0.05, 1);
        Samples.AssertSame(result, ensemble.Run((int)result.Count));
        Samples.AssertSame(result, ensemble.Run(new ManagedBackend(Precision.Double, 1), options with { WorkElements = 1 }, cancellation: cancellation));

        double absolute = 0.05 * result.Ntk.Diagonal.Mean;
        EnsembleResult other = ensemble.Run(new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = 100_000, StandardError = absolute }, cancellation: cancellation);
        Assert.Equal(EnsembleStop.StandardError, other.Stop);
        Assert.InRange(other.Ntk.Diagonal.StandardError, 0, absolute);
        static double Error(EnsembleResult result) => new[] { result.Nngp, result.Ntk }.Max(
            kernel => Math.Max(kernel.Diagonal.StandardError, kernel.OffDiagonal!.StandardError) / kernel.Diagonal.Mean);
    }

    [Fact]
    public void No_error_of_fewer_than_a_hundred_networks_ends_it()
    {
        var options = new EnsembleOptions { Samples = 1000, RelativeStandardError = 10, WorkElements = 1 };
        Assert.Equal(100, Samples.Relu().Run(new ManagedBackend(Precision.Double, 1), options, cancellation: TestContext.Current.CancellationToken).Count);
    }

    // Points of norms 0.1 and 10: the entry of both is a hundred times that of the first, and so is its error.
    [Fact]
    public void The_error_that_ends_it_is_the_largest_of_all_entries()
    {
        Matrix<double> points = Matrix<double>.Build.DenseOfRowMajor(2, 2, [0.1, 0, 10, 0]);
        var ensemble = new Ensemble(new FiniteNetwork(new Network(Activation.Relu, 1), 2, [4]), EnsembleInputs.Points(points), 4);
        EnsembleResult result = ensemble.Run(
            new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = 100_000, StandardError = 0.05 }, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(EnsembleStop.StandardError, result.Stop);
        Assert.InRange(result.Ntk.OffDiagonal!.StandardError, 10 * result.Ntk.Diagonal.StandardError, 0.05);
    }

    // Half of the memory is for a batch, and a batch is as large as the work allows.
    [Fact]
    public void Batches_fit_in_half_of_the_memory()
    {
        Ensemble ensemble = Samples.Relu();
        double elements = EnsembleBatch.Elements(ensemble);
        Assert.Equal(5, First(10, 100));
        Assert.Equal(3, First(10, 3));
        Assert.Equal(1, First(1, 100));
        Assert.Throws<MemoryLimitException>(() => First(0.99, 100));

        long First(double memory, double work)
        {
            long first = 0;
            var options = new EnsembleOptions { Samples = 12, WorkElements = (long)(work * elements) };
            ensemble.Run(
                new Tensors.ReferenceBackend { Memory = (long)Math.Ceiling(memory * elements * sizeof(double)) },
                options,
                new Every(finished => first = first == 0 ? finished : first),
                TestContext.Current.CancellationToken);
            return first;
        }
    }

    [Fact]
    public void The_memory_that_is_planned_for_a_network_is_what_it_takes()
    {
        foreach (EnsembleInputs inputs in new[] { EnsembleInputs.Pair(20), EnsembleInputs.RandomPairs(20), EnsembleInputs.Points(Matrix<double>.Build.Dense(20, 2, (i, j) => i - j)) })
        {
            Ensemble ensemble = Samples.Relu(2, 30, inputs: inputs);
            var backend = new ManagedBackend(Precision.Double, 1);
            using var batch = new EnsembleBatch(ensemble, backend, 10);
            batch.Run(0);
            Assert.InRange(backend.TakenBytes / (10 * sizeof(double) * EnsembleBatch.Elements(ensemble)), 0.5, 1.05);
        }
    }

    // Without hidden layers f = w.x / sqrt(n_0): of points that were drawn from the numbers of the weights it would be |w|.
    [Fact]
    public void Points_are_independent_of_the_weights()
    {
        Ensemble ensemble = Samples.Relu(0, inputs: EnsembleInputs.RandomPairs(3, 0.5));
        Assert.InRange(ensemble.Run(400).Output.ZScore(0), -5, 5);
    }

    [Fact]
    public void What_was_finished_before_a_cancellation_is_a_result()
    {
        Ensemble ensemble = Samples.Relu();
        using var source = new CancellationTokenSource();
        var progress = new CancelAt(50, source);
        EnsembleResult result = ensemble.Run(new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = 1000, WorkElements = 3000 }, progress, source.Token);
        Assert.Equal(EnsembleStop.Cancelled, result.Stop);
        Assert.InRange(result.Count, 50, 200);
        Samples.AssertSame(result, ensemble.Run((int)result.Count));
        Assert.Throws<OperationCanceledException>(() => ensemble.Run(new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = 10 }, null, source.Token));
    }

    // Bounds of the buffers: parameters and kernels of a batch, 65536 retained numbers for each of seven quantities, and the runtime's own.
    [Fact]
    public void Memory_does_not_grow_with_the_number_of_networks()
    {
        Ensemble ensemble = Samples.Relu(1, 2);
        var backend = new ManagedBackend(Precision.Single, 1);
        long largest = 0;
        var progress = new Each(() => largest = Math.Max(largest, backend.TakenBytes));
        ensemble.Run(backend, new EnsembleOptions { Samples = 20_000, WorkElements = 1 << 14 }, progress, TestContext.Current.CancellationToken);
        Assert.InRange(largest, 1, 4 << 14);
    }

    [Fact]
    public void Both_precisions_see_the_same_networks()
    {
        Ensemble ensemble = Samples.Relu();
        double single = ensemble.Run(50, precision: Precision.Single).Ntk.Diagonal.Mean;
        double exact = ensemble.Run(50).Ntk.Diagonal.Mean;

        // A few dozen roundings of 2^-24 each.
        Assert.InRange(single / exact, 1 - 3e-6, 1 + 3e-6);
        Assert.NotEqual(exact, single);
    }

    [Fact]
    public void A_network_that_overflows_is_counted_apart()
    {
        var network = new FiniteNetwork(new Network(Activation.Parse("monomial(2)"), 5, 2), 1, [8]);
        var ensemble = new Ensemble(network, EnsembleInputs.Points(Matrix<double>.Build.Dense(1, 1, 1)), 1);
        EnsembleResult result = ensemble.Run(100, precision: Precision.Single);
        Assert.InRange(result.Ntk.Diagonal.NotFinite, 1, 99);
        Assert.Equal(100, result.Ntk.Diagonal.Count + result.Ntk.Diagonal.NotFinite);
        Assert.Equal(result.Ntk.Diagonal.Count, result.Ntk.Matrix.Count);
        Assert.True(double.IsFinite(result.Ntk.Matrix.Mean[0, 0]));
        Assert.Null(result.Ntk.OffDiagonal);
        var beyond = new Ensemble(new FiniteNetwork(new Network(Activation.Parse("monomial(2)"), 8, 1000), 1, [8]), ensemble.Inputs, 1);
        Assert.Throws<OverflowException>(() => beyond.Run(10, precision: Precision.Single));
    }

    [Fact]
    public void What_does_not_fit_is_refused_before_it_is_tried()
    {
        var network = new FiniteNetwork(new Network(Activation.Relu, 2), 3, [2_000_000]);
        var ensemble = new Ensemble(network, EnsembleInputs.Pair(3), 1);
        string message = Assert.Throws<MemoryLimitException>(() => ensemble.Run(1)).Message;
        Assert.Contains("GiB", message, StringComparison.Ordinal);
        Assert.Contains("Use a smaller width or fewer points", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Misuse_is_told()
    {
        var network = new FiniteNetwork(new Network(Activation.Relu, 1), 3, [2]);
        Assert.Throws<ArgumentException>(() => new Ensemble(network, EnsembleInputs.Pair(4), 1));
        Assert.Throws<ArgumentException>(() => Samples.Relu().Run(0));
        foreach (double error in new[] { 0, double.NaN, double.PositiveInfinity })
        {
            Assert.Throws<ArgumentException>(() => Samples.Relu().Run(new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = 1, RelativeStandardError = error }, cancellation: TestContext.Current.CancellationToken));
        }

        Assert.Throws<ArgumentException>(() => Samples.Relu().Run(new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = 1, StandardError = -1 }, cancellation: TestContext.Current.CancellationToken));
    }

    // A mirrored network starts at 0 with the kernels of one copy.
    [Fact]
    public void Mirrored_networks_have_outputs_of_zero_and_the_same_kernels()
    {
        var description = new Network(Activation.Erf, 1, 2, 0.5);
        var inputs = EnsembleInputs.Pair(2);
        EnsembleResult mirrored = new Ensemble(new FiniteNetwork(description, 2, [5], 2, Initialization.Mirrored), inputs, 9).Run(20);
        EnsembleResult standard = new Ensemble(new FiniteNetwork(description, 2, [5], 2), inputs, 9).Run(20);
        Assert.Equal(0, mirrored.Outputs.Mean.L2Norm());
        Assert.Equal(standard.Ntk.OffDiagonal!.Mean, mirrored.Ntk.OffDiagonal!.Mean, 1e-13);
    }

    private sealed class CancelAt(long count, CancellationTokenSource source) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value)
        {
            if (value.Finished >= count)
            {
                source.Cancel();
            }
        }
    }

    private sealed class Every(Action<long> action) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => action(value.Finished);
    }

    private sealed class Each(Action action) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => action();
    }
}
