using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.EmpiricalKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.EmpiricalKernels;

public sealed class KernelBlocksTests : IDisposable
{
    private readonly NetworkSample _sample = new(
        new FiniteNetwork(new Network(Activation.Tanh, 2, 1.7, 0.3).WithArchitecture(Architecture.Residual), 3, [6], 2), new ReferenceBackend(), 5, 0, 2);

    private readonly double[] _x = SampleDraws.Points(11, 3, 1).ToRowMajorArray();
    private readonly double[] _y = SampleDraws.Points(7, 3, 2).ToRowMajorArray();

    public static TheoryData<OutputTreatment, bool, bool> Requests => new()
    {
        { OutputTreatment.Mean, false, false },
        { OutputTreatment.Pairs, false, false },
        { OutputTreatment.Single(1), false, true },
        { OutputTreatment.Mean, true, false },
        { OutputTreatment.Pairs, true, true },
    };

    // 1 element leaves one point for each block, the others make blocks of some points with a remainder.
    [Theory]
    [MemberData(nameof(Requests))]
    public void Blocks_change_nothing(OutputTreatment outputs, bool diagonal, bool byLayer)
    {
        var request = new KernelRequest(outputs, diagonal, byLayer);
        foreach (double[]? columns in new[] { null, _y })
        {
            Matrix<double>[][] whole = Blocks(columns, request).Ntk(1 << 25, null);
            foreach (int share in new[] { 2, 3, 5, 1_000_000 })
            {
                long work = (long)(2 * request.Elements(_sample.Network, 11, columns is null ? 0 : 7) / share);
                Matrix<double>[][] parts = Blocks(columns, request).Ntk(work, null);
                Assert.Equal(whole.SelectMany(part => part), parts.SelectMany(part => part));
            }

            Assert.Equal(Blocks(columns, default).Nngp(3, 1 << 25, null), Blocks(columns, default).Nngp(3, 1, null));
        }

        Assert.Equal(
            OutputBlocks.Run(_sample.Backend, _sample.Network, _sample.ParameterTensor, _x, 1 << 25, null),
            OutputBlocks.Run(_sample.Backend, _sample.Network, _sample.ParameterTensor, _x, 200, null));
    }

    [Fact]
    public void No_more_is_allocated_than_is_stated()
    {
        foreach (KernelRequest request in new KernelRequest[] { default, new(OutputTreatment.Pairs), new(ByLayer: true), new(OutputTreatment.Pairs, true) })
        {
            foreach (bool cross in new[] { false, true })
            {
                var backend = new ReferenceBackend();
                using TensorScope scope = backend.NewScope();
                Tensor parameters = scope.Allocate(2, 1, (int)_sample.Network.ParameterCount);
                long before = backend.Allocated;
                _ = new EmpiricalKernel(
                    backend, scope, _sample.Network, parameters, scope.Allocate(1, 11, 3), cross ? scope.Allocate(1, 7, 3) : null, request);
                Assert.InRange(backend.Allocated - before, 1, (long)(2 * request.Elements(_sample.Network, 11, cross ? 7 : 0)));
            }
        }
    }

    [Fact]
    public void Progress_ends_at_one_and_cancellation_ends_the_work()
    {
        var told = new List<double>();
        Blocks(null, default).Ntk(1, new SampleOptions { Progress = new Told(told) });
        Assert.Equal(11, told.Count);
        Assert.Equal(1, told[^1]);
        Assert.Throws<OperationCanceledException>(() => Blocks(null, default).Ntk(1, new SampleOptions { CancellationToken = new CancellationToken(true) }));
    }

    public void Dispose() => _sample.Dispose();

    private KernelBlocks Blocks(double[]? columns, KernelRequest request) =>
        new(_sample.Backend, _sample.Network, _sample.ParameterTensor, _x, columns, request);

    private sealed class Told(List<double> shares) : IProgress<double>
    {
        public void Report(double value) => shares.Add(value);
    }
}
