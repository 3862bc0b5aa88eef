using NtkAnalytic.Simulation.Checkpoints;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

public sealed class EnsembleCheckpointTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"));

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Going_on_gives_the_same_bits_as_never_having_stopped()
    {
        Ensemble ensemble = Samples.Relu();
        Save(ensemble, 37);
        Samples.AssertSame(ensemble.Run(120), Resume(ensemble, 120));

        // Enough already: nothing more is sampled.
        Samples.AssertSame(ensemble.Run(37), Resume(ensemble, 20));
    }

    [Fact]
    public void Going_on_works_where_numbers_have_been_thinned_out()
    {
        Ensemble ensemble = Samples.Relu(0);
        Save(ensemble, 70_001);
        Samples.AssertSame(ensemble.Run(140_000), Resume(ensemble, 140_000));
    }

    public static TheoryData<Ensemble> Others => new(
        Samples.Relu(seed: 4),
        Samples.Relu(width: 7),
        Samples.Relu(inputs: EnsembleInputs.Pair(3, 0.25)),
        Samples.Relu(inputs: EnsembleInputs.RandomPairs(3, 0.5)),
        new Ensemble(new FiniteNetwork(new Network(Activation.Relu, 2).WithBiasGradientFactor(1), 3, [6]), EnsembleInputs.Pair(3, 0.5), 3));

    [Theory]
    [MemberData(nameof(Others))]
    public void The_state_of_another_ensemble_is_refused(Ensemble other)
    {
        Save(Samples.Relu(), 5);
        Assert.Contains("of an ensemble with another ", Assert.Throws<CheckpointException>(() => Resume(other, 10)).Message, StringComparison.Ordinal);
    }

    // Points of one number and size, and what only the name of a generator tells, and what the line for people leaves out.
    [Fact]
    public void So_is_that_of_other_points_or_layers()
    {
        FiniteNetwork relu = Samples.Relu().Network;
        Refused(new(relu, At(1), 3), new(relu, At(2), 3), "set of points");
        Refused(new(relu, EnsembleInputs.Drawn(1, 3, "one", (normals, points) => normals.CopyTo(points)), 3), new(relu, EnsembleInputs.Drawn(1, 3, "two", (normals, points) => normals.CopyTo(points)), 3), "kind of points");
        Refused(new(relu, At(1), 3), new(new(new Network(Activation.Tanh, 2), 3, [6]), At(1), 3), "network");

        static EnsembleInputs At(double value) => EnsembleInputs.Points(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(1, 3, value));

        void Refused(Ensemble saved, Ensemble other, string part)
        {
            Save(saved, 5);
            Resume(saved, 6);
            Assert.Contains($"another {part}:", Assert.Throws<CheckpointException>(() => Resume(other, 10)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Numbers_that_were_not_finite_stay_counted()
    {
        var network = new FiniteNetwork(new Network(Activation.Parse("monomial(2)"), 5, 2), 1, [8]);
        var ensemble = new Ensemble(network, EnsembleInputs.Pair(1, 1), 1);
        var backend = new ManagedBackend(Precision.Single, 1);
        ensemble.Run(backend, new EnsembleOptions { Samples = 60, Checkpoint = _path }, cancellation: TestContext.Current.CancellationToken);
        EnsembleResult expected = ensemble.Run(100, precision: Precision.Single);
        EnsembleResult actual = ensemble.Run(backend, new EnsembleOptions { Samples = 100, Resume = _path }, cancellation: TestContext.Current.CancellationToken);
        Assert.InRange(expected.Ntk.Diagonal.NotFinite, 2, 98);
        Assert.Equal(expected.Ntk.Diagonal.NotFinite, actual.Ntk.Diagonal.NotFinite);
        Assert.Equal(expected.Ntk.Diagonal.Maximum, actual.Ntk.Diagonal.Maximum);
    }

    [Fact]
    public void So_is_that_of_another_precision()
    {
        Save(Samples.Relu(), 5);
        Assert.Throws<CheckpointException>(() => Samples.Relu().Run(
            new ManagedBackend(Precision.Single, 1), new EnsembleOptions { Samples = 10, Resume = _path }, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Damage_anywhere_is_noticed()
    {
        Save(Samples.Relu(), 5);
        byte[] good = File.ReadAllBytes(_path);
        foreach (int length in new[] { 0, 5, 8, 11, 40, good.Length / 2, good.Length - 1 })
        {
            File.WriteAllBytes(_path, good[..length]);
            Assert.Throws<CheckpointException>(() => Resume(Samples.Relu(), 10));
        }

        foreach (int place in Enumerable.Range(0, 20).Select(i => i * (good.Length - 1) / 19))
        {
            byte[] bad = [.. good];
            bad[place] ^= 1;
            File.WriteAllBytes(_path, bad);
            Assert.Throws<CheckpointException>(() => Resume(Samples.Relu(), 10));
        }
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_before_the_work()
    {
        var backend = new ManagedBackend(Precision.Double, 1);
        string folder = Path.Combine(_path, "no", "such");
        Assert.Throws<IOException>(() => Samples.Relu().Run(backend, new EnsembleOptions { Samples = 1, Checkpoint = folder }, cancellation: TestContext.Current.CancellationToken));
        Assert.Throws<IOException>(() => Samples.Relu().Run(backend, new EnsembleOptions { Samples = 1, Checkpoint = Path.GetTempPath() }, cancellation: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_cancelled_run_leaves_its_state()
    {
        Ensemble ensemble = Samples.Relu();
        using var source = new CancellationTokenSource();
        ensemble.Run(
            new ManagedBackend(Precision.Double, 1),
            new EnsembleOptions { Samples = 1000, Checkpoint = _path, WorkElements = 3000 },
            new Stopper(source),
            source.Token);
        Samples.AssertSame(ensemble.Run(200), Resume(ensemble, 200));
        Assert.Empty(Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(_path) + "*.partial"));
    }

    private void Save(Ensemble ensemble, int samples) => ensemble.Run(
        new ManagedBackend(Precision.Double, 1), new EnsembleOptions { Samples = samples, Checkpoint = _path }, cancellation: TestContext.Current.CancellationToken);

    private EnsembleResult Resume(Ensemble ensemble, int samples) => ensemble.Run(
        new ManagedBackend(Precision.Double, 2), new EnsembleOptions { Samples = samples, Resume = _path }, cancellation: TestContext.Current.CancellationToken);

    private sealed class Stopper(CancellationTokenSource source) : IProgress<EnsembleProgress>
    {
        public void Report(EnsembleProgress value) => source.Cancel();
    }
}
