using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Claims;

/// <summary>
/// Coefficients of an asymptotic law from values at a few depths: as many consecutive depths as there are terms are solved
/// exactly. The solution at the deepest ones is the measurement; twice what it differs by from the solutions one and two
/// depths earlier is the uncertainty, because what the law leaves out falls with the depth.
/// </summary>
internal static class DepthFit
{
    /// <summary>Fits value(L) = sum over terms of coefficient * term(L).</summary>
    /// <param name="depths">Ascending; two more than there are terms, or further ones before, which are not used.</param>
    /// <param name="values">The value at each depth.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The coefficients.</returns>
    public static Measurement[] Coefficients(IReadOnlyList<int> depths, IReadOnlyList<double> values, params IReadOnlyList<Func<double, double>> terms) =>
        Coefficients(depths, values, [.. values.Select(_ => 0.0)], terms);

    /// <summary>The same for values with known rounding errors, which are added to the uncertainty.</summary>
    /// <param name="depths">Ascending; two more than there are terms, or further ones before, which are not used.</param>
    /// <param name="values">The value at each depth.</param>
    /// <param name="roundings">The rounding error of each value.</param>
    /// <param name="terms">The terms.</param>
    /// <returns>The coefficients.</returns>
    public static Measurement[] Coefficients(
        IReadOnlyList<int> depths,
        IReadOnlyList<double> values,
        IReadOnlyList<double> roundings,
        IReadOnlyList<Func<double, double>> terms)
    {
        int count = terms.Count;
        int last = depths.Count - count;
        double[] deepest = Solve(last);
        double[] before = Solve(last - 1);
        double[] earlier = Solve(last - 2);
        Matrix<double> inverse = Terms(last).Inverse();
        return
        [
            .. deepest.Select((value, i) => new Measurement(
                value,
                (2 * Math.Max(Math.Abs(value - before[i]), Math.Abs(value - earlier[i])))
                + Enumerable.Range(0, count).Sum(j => Math.Abs(inverse[i, j]) * roundings[last + j]))),
        ];

        double[] Solve(int first) => Terms(first).Solve(Vector<double>.Build.Dense(count, row => values[first + row])).ToArray();

        Matrix<double> Terms(int first) => Matrix<double>.Build.Dense(count, count, (row, column) => terms[column](depths[first + row]));
    }
}
