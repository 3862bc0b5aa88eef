namespace NtkAnalytic.Kernels;

/// <summary>
/// Gathers the relative error estimates of the layers. Those of closed forms are rounding: independent of each other, they add
/// like a random walk. Those of quadrature and series may lean to one side: they add up.
/// </summary>
internal struct LayerErrors(bool areRounding)
{
    private double _sum;

    /// <summary>The estimate for the whole network, relative to the scale of the kernel.</summary>
    public readonly double Total => areRounding ? Math.Sqrt(_sum) : _sum;

    /// <summary>Adds a layer.</summary>
    public void Add(double error) => _sum += areRounding ? error * error : error;
}
