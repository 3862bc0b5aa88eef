using System.Globalization;

namespace NtkAnalytic.Tests.CorrelationMaps;

/// <summary>A row of variance-maps.tsv.</summary>
internal sealed record VarianceReference(string Name, double WeightVariance, double BiasVariance, double Variance, double Slope)
{
    public static IEnumerable<VarianceReference> Of(string kind) => Repository.ReferenceTable("variance-maps.tsv")
        .Where(row => row[0] == kind)
        .Select(row => new VarianceReference(row[1], Number(row[2]), Number(row[3]), Number(row[4]), Number(row[5])));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
