namespace NtkAnalytic.Hierarchy;

/// <summary>How many numbers tensors and states have, in double precision where an integer would overflow.</summary>
internal static class TensorSizes
{
    /// <summary>R: the pairs of training indices, and those of a test index and a training index.</summary>
    public static double Rows(double indices, double testIndices) => (indices * (indices + 1) / 2) + (testIndices * indices);

    /// <summary>R N^(r-2), the entries of K^(r).</summary>
    public static double Entries(double indices, double testIndices, int order) => Rows(indices, testIndices) * Math.Pow(indices, order - 2);

    /// <summary>N + N^2 + ... + N^last.</summary>
    public static double PowerSum(double indices, int last) =>
        indices == 1 ? last : indices * (Math.Pow(indices, last) - 1) / (indices - 1);

    /// <summary>A count of numbers as text: whole where it fits, in scientific notation where it does not.</summary>
    public static string Text(double count) => count < 1e15
        ? count.ToString("F0", System.Globalization.CultureInfo.InvariantCulture)
        : count.ToString("0.##e+0", System.Globalization.CultureInfo.InvariantCulture);
}
