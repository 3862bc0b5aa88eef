using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Networks;
using NtkAnalytic.Simulation.EmpiricalKernels;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>The higher tangent kernels of sampled networks, by jets in the parameters pushed through the layers: no Jacobian, no Hessian.</summary>
/// <remarks>
/// K^(2+k)_{ab;b1..bk} is what the NTK gains when the parameters are moved along grad f_bk, then along grad f_b(k-1) as it is there, and so on: derived for
/// this toolkit. The products with the weights between two hidden layers of width w take 2 N^(p-1) w^2 multiplications for K^(p) of N training
/// indices. With M outputs each point stands M times in the forward pass too.
/// </remarks>
public static class TangentJets
{
    /// <summary>K^(2), ..., K^(p) as stored tensors.</summary>
    /// <param name="sample">Fully connected networks with a smooth activation, in any number.</param>
    /// <param name="points">n x n_0 training points.</param>
    /// <param name="testPoints">m x n_0 test points, or null.</param>
    /// <param name="order">p &gt;= 2.</param>
    /// <param name="options">Progress, cancellation.</param>
    /// <returns>The tensors of each network.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, the activation has a kink, or the network is residual.</exception>
    /// <exception cref="OverflowException">An entry is not a finite number of the backend's precision.</exception>
    /// <exception cref="Tensors.MemoryLimitException">The tensors do not fit in memory; the message names the largest order that fits.</exception>
    public static IReadOnlyList<TangentTensors> Tensors(
        NetworkSample sample,
        Matrix<double> points,
        Matrix<double>? testPoints,
        int order,
        SampleOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(sample);
        JetPoints checkedPoints = Check(sample, points, testPoints, order);
        JetMemory.Require(sample.Backend, sample.Network, checkedPoints, order, sample.Count);
        var tensors = new JetTensors(sample.Backend, sample.Network, checkedPoints, JetMemory.Plan(sample.Network, checkedPoints, order));
        return [.. Enumerable.Range(0, sample.Count).Select(network => tensors.Run(sample.Parameters(network), options, network / (double)sample.Count, 1.0 / sample.Count))];
    }

    /// <summary>The same kernels without stored tensors: each contraction with a signature is a few passes through the network.</summary>
    /// <param name="sample">Fully connected networks with a smooth activation; the network's parameters are copied.</param>
    /// <param name="network">Which of them, from 0.</param>
    /// <param name="points">n x n_0 training points.</param>
    /// <param name="testPoints">m x n_0 test points, or null.</param>
    /// <param name="order">p = 2, 3 or 4: at order 5 each point would need a pass of its own, and stored tensors are the better way.</param>
    /// <returns>The series, which owns buffers; dispose of it.</returns>
    /// <exception cref="ArgumentException">A shape does not fit, a number is not finite, there is no such network or order, the activation has a kink, or the network is residual.</exception>
    /// <exception cref="Tensors.MemoryLimitException">The buffers do not fit in memory.</exception>
    public static TangentJetSeries Series(NetworkSample sample, int network, Matrix<double> points, Matrix<double>? testPoints, int order)
    {
        ArgumentNullException.ThrowIfNull(sample);
        JetPoints checkedPoints = Check(sample, points, testPoints, order);
        if (order > 4)
        {
            throw new ArgumentException(
                $"Without stored tensors there are the orders 2, 3 and 4, but {order} was given: from order 5 on every training point would need passes of its own. Store the tensors instead.",
                nameof(order));
        }

        SeriesMemory.Require(sample.Backend, sample.Network, checkedPoints, order);
        return new TangentJetSeries(sample.Backend, sample.Network, sample.Parameters(network), checkedPoints, order);
    }

    private static JetPoints Check(NetworkSample sample, Matrix<double> points, Matrix<double>? testPoints, int order)
    {
        FiniteNetwork network = sample.Network;
        if (order < 2)
        {
            throw new ArgumentException($"The order of a hierarchy is at least 2, but {order} was given.", nameof(order));
        }

        if (network.Network.Architecture != Architecture.FullyConnected)
        {
            throw new ArgumentException("The higher tangent kernels are known of fully connected networks, but this one is residual.", nameof(sample));
        }

        Activation phi = network.Network.Activation;
        if (network.Widths.Count > 0 && phi.HighestDerivative < order - 1)
        {
            int missing = phi.HighestDerivative + 1;
            string derivative = missing <= 3 ? "phi" + new string('\'', missing) : $"phi^({missing})";
            throw new ArgumentException(
                $"K^({missing + 1}) of {phi.Name} has Dirac terms, because {derivative} has some or is not known: the hierarchy of order {order} needs a smoother activation, such as softplus(10) or gelu in place of relu.",
                nameof(sample));
        }

        return new JetPoints(
            points.RowCount,
            testPoints?.RowCount ?? 0,
            FinitePoints.Check(points, network.Inputs, nameof(points)),
            testPoints is null ? [] : FinitePoints.Check(testPoints, network.Inputs, nameof(testPoints)));
    }
}
