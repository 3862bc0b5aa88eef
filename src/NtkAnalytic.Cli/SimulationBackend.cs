using System.Runtime.Intrinsics;
using NtkAnalytic.OpenBlas;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Cli;

/// <summary>What simulations are computed with.</summary>
internal static class SimulationBackend
{
    /// <summary>
    /// The backend of this machine. OpenBLAS takes its large products where there is OpenBLAS and vectors are short; with vectors of 512 bits the
    /// backend's own products are faster than those of the builds that distributions have, and the same with any number of threads.
    /// </summary>
    /// <param name="precision">The format of its tensors.</param>
    /// <returns>The backend.</returns>
    public static TensorBackend Create(Precision precision) =>
        !Vector512.IsHardwareAccelerated && OpenBlasProducts.TryCreate(out OpenBlasProducts? products, out _)
            ? new ManagedBackend(precision, null, products.Multiply, products.Multiply)
            : new ManagedBackend(precision);
}
