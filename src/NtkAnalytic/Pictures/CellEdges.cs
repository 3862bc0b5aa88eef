namespace NtkAnalytic.Pictures;

/// <summary>The borders of cells from their centres.</summary>
internal static class CellEdges
{
    /// <summary>One border more than there are centres; a single cell reaches half a unit of the even coordinate to either side.</summary>
    public static double[] Of(IReadOnlyList<double> centres, AxisRange range) => Of(centres, range.Map, range.Unmap);

    /// <summary>The outer borders alone, as the data of an axis.</summary>
    public static IEnumerable<double> Ends(IReadOnlyList<double> centres, AxisScale scale) => scale == AxisScale.Linear
        ? Outer(Of(centres, value => value, value => value))
        : Outer(Of(centres, Math.Log10, value => Math.Pow(10, value)));

    private static IEnumerable<double> Outer(double[] edges) => edges.Length > 0 ? [edges[0], edges[^1]] : [];

    private static double[] Of(IReadOnlyList<double> centres, Func<double, double> map, Func<double, double> unmap)
    {
        if (centres.Count == 0)
        {
            return [];
        }

        double[] even = [.. centres.Select(map)];
        double[] edges = new double[even.Length + 1];
        for (int i = 1; i < even.Length; i++)
        {
            edges[i] = (even[i - 1] + even[i]) / 2;
        }

        edges[0] = even.Length > 1 ? even[0] - ((even[1] - even[0]) / 2) : even[0] - 0.5;
        edges[^1] = even.Length > 1 ? even[^1] + ((even[^1] - even[^2]) / 2) : even[0] + 0.5;
        return [.. edges.Select(unmap)];
    }
}
