using System.Globalization;
using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Tests.DepthLimits;

/// <summary>The digits of the samples, without their labels.</summary>
internal static class Digits
{
    /// <summary>The first rows, each scaled to norm 1.</summary>
    public static Matrix<double> UnitRows(int count) => Rows(count).NormalizeRows(2);

    /// <summary>The first rows as they are.</summary>
    public static Matrix<double> Rows(int count) => Matrix<double>.Build.DenseOfRows(File
        .ReadLines(Repository.PathOf("docs", "samples", "digits.csv"))
        .Skip(1)
        .Take(count)
        .Select(line => line.Split(',').SkipLast(1).Select(text => double.Parse(text, CultureInfo.InvariantCulture))));
}
