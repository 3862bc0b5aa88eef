using System.Globalization;

namespace NtkAnalytic.Simulation.Tensors;

/// <summary>Says that something does not fit in memory before it is tried.</summary>
internal static class MemoryLimit
{
    /// <summary>Checks that tensors of so many elements fit.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="elements">The number of elements; a double, because it may exceed every integer type.</param>
    /// <param name="what">What needs them, as the subject of a sentence: "An ensemble of ...".</param>
    /// <param name="advice">What to make smaller: "Use a smaller width".</param>
    /// <exception cref="MemoryLimitException">They do not fit.</exception>
    public static void Require(TensorBackend backend, double elements, string what, string advice)
    {
        double bytes = elements * backend.ElementSize;
        if (bytes > backend.AvailableBytes)
        {
            throw new MemoryLimitException(string.Create(
                CultureInfo.InvariantCulture,
                $"{what} needs about {Gibibytes(bytes)} of memory, but {Gibibytes(backend.AvailableBytes)} can be had. {advice}."));
        }
    }

    private static string Gibibytes(double bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / (1L << 30):0.##} GiB");
}
