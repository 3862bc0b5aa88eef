using NtkAnalytic.OpenBlas;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Tensors;

public sealed class ReferenceBackendTests : TensorBackendContract
{
    protected override TensorBackend Create(int? threads = null) => new ReferenceBackend();
}

public sealed class ManagedDoubleBackendTests : TensorBackendContract
{
    protected override TensorBackend Create(int? threads = null) => new ManagedBackend(Precision.Double, threads);
}

public sealed class ManagedSingleBackendTests : TensorBackendContract
{
    protected override TensorBackend Create(int? threads = null) => new ManagedBackend(Precision.Single, threads);
}

public sealed class NativeDoubleBackendTests : TensorBackendContract
{
    protected override TensorBackend Create(int? threads = null) => Native.Create(Precision.Double, threads);
}

public sealed class NativeSingleBackendTests : TensorBackendContract
{
    protected override TensorBackend Create(int? threads = null) => Native.Create(Precision.Single, threads);
}

internal static class Native
{
    public static TensorBackend Create(Precision precision, int? threads)
    {
        if (!OpenBlasProducts.TryCreate(out OpenBlasProducts? products, out string description))
        {
            Assert.Skip(description);
        }

        return new ManagedBackend(precision, threads, products.Multiply, products.Multiply);
    }
}

public class ManagedBackendTests
{
    [Fact]
    public void A_routine_is_asked_for_large_products_only()
    {
        int calls = 0;
        var backend = new ManagedBackend(
            Precision.Double,
            1,
            doubleProduct: (transposeA, transposeB, m, n, k, alpha, a, strideA, b, strideB, beta, c, strideC) =>
            {
                calls++;
                Assert.Equal((false, true, 256, 300, 256), (transposeA, transposeB, m, n, k));
                Assert.Equal((256, 256, 300), (strideA, strideB, strideC));
                Assert.Equal((m * k, n * k, m * n), (a.Length, b.Length, c.Length));
            });
        Assert.Equal("managed, with native products", backend.Name);
        using TensorScope scope = backend.NewScope();
        Tensor a = scope.Allocate(3, 256, 256);
        Tensor b = scope.Allocate(1, 300, 256);
        backend.Fill(a, 1);
        backend.Fill(b, 1);
        backend.MatrixProduct(a, false, b, true, scope.Allocate(3, 256, 300));
        Assert.Equal(3, calls);
        backend.MatrixProduct(a, false, scope.Allocate(1, 255, 256), true, scope.Allocate(3, 256, 255));
        Assert.Equal(3, calls);
    }

    [Fact]
    public void A_scope_gives_its_memory_back_and_the_next_one_uses_it()
    {
        var backend = new ManagedBackend(Precision.Double);
        long before = backend.AvailableBytes;
        for (int i = 0; i < 3; i++)
        {
            using TensorScope scope = backend.NewScope();
            scope.Allocate(4, 100, 100);
            Assert.InRange(backend.TakenBytes, 320_000, 360_000);
            Assert.Equal(before - backend.TakenBytes, backend.AvailableBytes);
        }

        Assert.Equal(0, backend.TakenBytes);
        Assert.Equal(before, backend.AvailableBytes);
    }

    [Fact]
    public void A_loop_over_one_shape_makes_no_large_garbage()
    {
        var backend = new ManagedBackend(Precision.Single, 1);
        long Loop()
        {
            long start = GC.GetAllocatedBytesForCurrentThread();
            using TensorScope scope = backend.NewScope();
            Tensor a = scope.Allocate(2, 60, 60);
            Tensor b = scope.Allocate(2, 60, 60);
            backend.FillNormal(a, default);
            for (int i = 0; i < 10; i++)
            {
                backend.MatrixProduct(a, false, a, true, b);
                backend.Activate(Activation.Relu, b, b);
                backend.Sum(b, scope.Allocate(2, 1, 1));
            }

            return GC.GetAllocatedBytesForCurrentThread() - start;
        }

        Loop();

        // Handles of tensors, but none of their numbers.
        Assert.InRange(Loop(), 0, 4000);
    }

    [Theory]
    [InlineData(50_000, 50_000, 1)]
    [InlineData(int.MaxValue, int.MaxValue, int.MaxValue)]
    public void A_tensor_of_too_many_elements_is_refused(int networks, int rows, int columns)
    {
        using TensorScope scope = new ManagedBackend(Precision.Single).NewScope();
        string message = Assert.Throws<MemoryLimitException>(() => scope.Allocate(networks, rows, columns)).Message;
        Assert.StartsWith($"A tensor of {networks} x {rows} x {columns} has more than the ", message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ManagedBackend(Precision.Double, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ManagedBackend((Precision)7));
        using TensorScope foreign = new ReferenceBackend().NewScope();
        var backend = new ManagedBackend(Precision.Double);
        using TensorScope scope = backend.NewScope();
        Assert.Throws<ArgumentException>(() => backend.Add(foreign.Allocate(1, 1, 1), scope.Allocate(1, 1, 1)));
    }
}
