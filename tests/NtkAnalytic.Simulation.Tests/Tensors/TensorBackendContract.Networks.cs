using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Tensors;

public abstract partial class TensorBackendContract
{
    private const int Batch = 5;

    // Small; large enough for several threads and for every block; one long row.
    public static TheoryData<int, int, int> SizesOfNetworks => new()
    {
        { 1, 7, 9 },
        { 3, 64, 100 },
        { 97, 70, 110 },
        { 300, 50, 1 },
        { 1, 1, 20_000 },
    };

    [Theory]
    [MemberData(nameof(SizesOfNetworks))]
    public void A_network_is_the_same_in_every_batch(int m, int n, int k)
    {
        double[][] together = Compute(Create(), 0, Batch, m, n, k);
        for (int network = 0; network < Batch; network++)
        {
            double[][] alone = Compute(Create(), network, 1, m, n, k);
            for (int i = 0; i < alone.Length; i++)
            {
                int length = alone[i].Length;
                Assert.Equal(alone[i], together[i].AsSpan(network * length, length).ToArray());
            }
        }
    }

    [Theory]
    [MemberData(nameof(SizesOfNetworks))]
    public void The_number_of_threads_changes_nothing(int m, int n, int k)
    {
        double[][] one = Compute(Create(1), 0, Batch, m, n, k);
        foreach (int threads in new[] { 2, 5 })
        {
            double[][] several = Compute(Create(threads), 0, Batch, m, n, k);
            for (int i = 0; i < one.Length; i++)
            {
                Assert.Equal(one[i], several[i]);
            }
        }
    }

    // Every operation, on networks first, first + 1, ... of an ensemble.
    private static double[][] Compute(TensorBackend backend, int first, int networks, int m, int n, int k)
    {
        using TensorScope scope = backend.NewScope();
        Tensor Normal(int rows, int columns, uint stream)
        {
            Tensor tensor = scope.Allocate(networks, rows, columns);
            backend.FillNormal(tensor, new RandomKey(11, (uint)first, stream));
            return tensor;
        }

        Tensor a = Normal(m, k, 1);
        Tensor b = Normal(k, n, 2);
        Tensor at = Normal(k, m, 3);
        Tensor bt = Normal(n, k, 4);
        Tensor[] products = [scope.Allocate(networks, m, n), scope.Allocate(networks, m, n), scope.Allocate(networks, m, n), scope.Allocate(networks, m, n)];
        for (int kinds = 0; kinds < products.Length; kinds++)
        {
            backend.MatrixProduct((kinds & 1) == 0 ? a : at, (kinds & 1) != 0, (kinds & 2) == 0 ? b : bt, (kinds & 2) != 0, products[kinds], 0.5);
        }

        Tensor tanh = scope.Allocate(networks, m, n);
        Tensor slope = scope.Allocate(networks, m, n);
        backend.Activate(Activation.Tanh, products[0], tanh);
        backend.ActivateDerivative(Activation.Relu, products[1], slope);
        backend.Multiply(tanh, slope, slope, 2, 1);
        Tensor sum = scope.Allocate(networks, 1, 1);
        Tensor ofRows = scope.Allocate(networks, 1, n);
        Tensor ofColumns = scope.Allocate(networks, m, 1);
        backend.Sum(products[2], sum);
        backend.SumOfProducts(products[2], products[3], ofRows);
        backend.SumOfProducts(products[2], products[3], ofColumns);
        Tensor softmax = scope.Allocate(networks, m, n);
        Tensor logSum = scope.Allocate(networks, m, 1);
        backend.Softmax(products[3], softmax, logSum);
        Tensor[] results = [a, at, .. products, tanh, slope, sum, ofRows, ofColumns, softmax, logSum];
        return [.. results.Select(backend.ToArray)];
    }
}
