using NtkAnalytic.Integrators;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The reduced form. State: f (N), f at the test points (T), S^(1) (N), ..., S^(p-2) (N^(p-2)), the iterated integrals of the residual:
/// dS^(k)_{b1..bk}/dt = r_{b1} S^(k-1)_{b2..bk}, S^(0) = 1, S^(k)(0) = 0; df/dt = -(1/n) K r with K = K^(2) + sum_k (-1/n)^k K^(2+k) : S^(k).
/// </summary>
internal sealed class ReducedHierarchyField : HierarchyField
{
    private readonly TangentSeries _kernels;
    private readonly double[] _kernel;
    private readonly double[] _residual;

    public ReducedHierarchyField(TangentSeries kernels, int order, HierarchyProblem problem)
        : base(kernels, order, problem, (int)Numbers(kernels, order))
    {
        _kernels = kernels;
        _kernel = InitialKernel.ToArray();
        _residual = new double[Indices];
    }

    /// <summary>The length of the state.</summary>
    public static double Numbers(TangentSeries kernels, int order) =>
        (double)kernels.Indices + kernels.TestIndices + TensorSizes.PowerSum(kernels.Indices, order - 2);

    public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
    {
        int indices = Indices;
        int outputs = indices + TestIndices;
        ReadOnlySpan<double> kernel = KernelOf(state);
        Losses.Residual(state[..indices], _residual);
        for (int i = 0; i < outputs; i++)
        {
            derivative[i] = -DotProduct.Of(kernel.Slice(i * indices, indices), _residual) / Points;
        }

        if (Order > 2)
        {
            SignatureFlow.Derivative(_residual, state[outputs..], derivative[outputs..], Order - 2);
        }
    }

    public override NewtonSystem CreateNewtonSystem() => new ReducedNewtonSystem(this);

    internal override ReadOnlySpan<double> KernelOf(ReadOnlySpan<double> state)
    {
        // At order 2 the kernel stays what it was at the start.
        if (Order > 2)
        {
            _kernels.Kernel(Order, state[(Indices + TestIndices)..], _kernel);
        }

        return _kernel;
    }
}
