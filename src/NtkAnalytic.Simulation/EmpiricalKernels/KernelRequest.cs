namespace NtkAnalytic.Simulation.EmpiricalKernels;

/// <summary>Which entries of an NTK are wanted.</summary>
/// <param name="Outputs">What becomes of the outputs.</param>
/// <param name="Diagonal">Only the entries of points with themselves (with <see cref="OutputTreatment.Pairs"/>: of outputs too).</param>
/// <param name="ByLayer">Each weight layer's contribution for itself.</param>
internal readonly record struct KernelRequest(OutputTreatment Outputs = default, bool Diagonal = false, bool ByLayer = false)
{
    /// <summary>The number of matrices, n x m each, that a result consists of: pair (o, p) of M outputs is number o M + p, on a diagonal o.</summary>
    public int Blocks(int outputs) => !Outputs.IsPairs ? 1 : Diagonal ? outputs : outputs * outputs;

    /// <summary>The elements, for each network, that a kernel of n x m points is computed in; m = 0 for a Gram matrix of n.</summary>
    /// <param name="network">The network.</param>
    /// <param name="rows">n.</param>
    /// <param name="columns">m.</param>
    /// <returns>The number, inputs and results included.</returns>
    public double Elements(FiniteNetwork network, double rows, double columns)
    {
        double widest = network.Widths.Count == 0 ? 0 : network.Widths.Max();
        double forward = network.Inputs + (network.Copies * 2.0 * network.Widths.Sum(width => (double)width)) + (3.0 * network.Outputs);
        double backward = ((2.0 * Outputs.Chosen(network.Outputs).Length) + 1) * widest;
        double matrices = 2.0 + (Blocks(network.Outputs) * (ByLayer ? network.Layers.Count : 1.0));
        double matrix = Diagonal ? rows : rows * (columns == 0 ? rows : columns);
        return ((rows + columns) * (forward + backward)) + (matrices * matrix);
    }
}
