using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Tensors;

public abstract partial class TensorBackendContract
{
    [Fact]
    public void Part_of_one_network_is_seen_as_a_batch()
    {
        TensorBackend backend = Create();
        using TensorScope scope = backend.NewScope();
        Tensor whole = scope.Allocate(1, 5, 6);
        backend.Write([.. Enumerable.Range(0, 30).Select(i => (double)i)], whole);
        Tensor batch = backend.View(whole, 4, new TensorShape(4, 3, 2));
        Assert.Equal(Enumerable.Range(4, 24).Select(i => (double)i), backend.ToArray(batch));

        // The second row of each matrix, and a product with each.
        Tensor rows = backend.View(batch, 2, 1, 2);
        Assert.Equal([6, 7, 12, 13, 18, 19, 24, 25], backend.ToArray(rows));
        Tensor sums = scope.Allocate(4, 1, 3);
        backend.MatrixProduct(rows, false, batch, true, sums);
        Assert.Equal((6 * 4) + (7 * 5), backend.ToArray(sums)[0]);
        Assert.Equal((24 * 26) + (25 * 27), backend.ToArray(sums)[11]);
        backend.Fill(rows, -1);
        Assert.Equal([4, 5, -1, -1, 8, 9, 10, 11, -1], backend.ToArray(whole)[4..13]);
    }

    [Fact]
    public void A_view_that_does_not_fit_is_refused()
    {
        TensorBackend backend = Create();
        using TensorScope scope = backend.NewScope();
        Tensor whole = scope.Allocate(1, 5, 6);
        Assert.Throws<ArgumentException>(() => backend.View(whole, 7, new TensorShape(4, 3, 2)));
        Assert.Throws<ArgumentException>(() => backend.View(whole, -1, new TensorShape(1, 3, 2)));
        Assert.Throws<ArgumentException>(() => backend.View(whole, 0, new TensorShape(0, 3, 2)));
        Assert.Throws<ArgumentException>(() => backend.View(scope.Allocate(2, 5, 6), 0, new TensorShape(1, 3, 2)));
    }
}
