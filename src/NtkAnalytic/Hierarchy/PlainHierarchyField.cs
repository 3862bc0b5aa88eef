using NtkAnalytic.Integrators;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The plain form. State: f (N), f at the test points (T), K^(2), ..., K^(p-1) as <see cref="TangentTensors"/> lays them out;
/// dK^(r)/dt = -(1/n) K^(r+1) r for r &lt; p, K^(p) stays.
/// </summary>
internal sealed class PlainHierarchyField : HierarchyField
{
    private readonly TangentTensors _tensors;
    private readonly double[] _kernel;
    private readonly double[] _residual;

    public PlainHierarchyField(TangentTensors tensors, int order, HierarchyProblem problem)
        : base(tensors, order, problem, (int)Numbers(tensors, order))
    {
        _tensors = tensors;
        _kernel = new double[InitialKernel.Length];
        _residual = new double[Indices];
        int offset = Indices + TestIndices;
        for (int r = 2; r < order; r++)
        {
            tensors.Tensor(r).CopyTo(MutableInitialState[offset..]);
            offset += tensors.Tensor(r).Length;
        }
    }

    /// <summary>The length of the state.</summary>
    public static double Numbers(TangentSeries kernels, int order) =>
        (double)kernels.Indices + kernels.TestIndices
        + (order == 2 ? 0 : TensorSizes.Rows(kernels.Indices, kernels.TestIndices) * (1 + TensorSizes.PowerSum(kernels.Indices, order - 3)));

    public override void Evaluate(double time, ReadOnlySpan<double> state, Span<double> derivative)
    {
        int indices = Indices;
        int outputs = indices + TestIndices;
        ReadOnlySpan<double> kernel = KernelOf(state);
        Losses.Residual(state[..indices], _residual);
        Contract(kernel, derivative[..outputs]);
        int offset = outputs;
        int length = _tensors.Rows;
        for (int r = 2; r < Order; r++)
        {
            ReadOnlySpan<double> above = r + 1 == Order ? _tensors.Tensor(Order) : state.Slice(offset + length, length * indices);
            Contract(above, derivative.Slice(offset, length));
            offset += length;
            length *= indices;
        }
    }

    public override NewtonSystem CreateNewtonSystem() => new PlainNewtonSystem(this, _tensors);

    internal override ReadOnlySpan<double> KernelOf(ReadOnlySpan<double> state)
    {
        ReadOnlySpan<double> packed = Order == 2 ? _tensors.Tensor(2) : state.Slice(Indices + TestIndices, _tensors.Rows);
        TensorContraction.Unpack(_tensors, packed, _kernel);
        return _kernel;
    }

    // -(1/n) sum_b above_{.. b} r_b.
    private void Contract(ReadOnlySpan<double> above, Span<double> derivative)
    {
        for (int i = 0; i < derivative.Length; i++)
        {
            derivative[i] = -DotProduct.Of(above.Slice(i * Indices, Indices), _residual) / Points;
        }
    }
}
