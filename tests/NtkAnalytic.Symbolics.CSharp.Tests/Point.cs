namespace NtkAnalytic.Symbolics.CSharp.Tests;

/// <summary>Values for the symbols of formulas.</summary>
internal static class Point
{
    public static IReadOnlyDictionary<string, double> Nowhere { get; } = Of();

    public static IReadOnlyDictionary<string, double> Of(params (string Symbol, double Value)[] values) =>
        values.ToDictionary(one => one.Symbol, one => one.Value, StringComparer.Ordinal);
}
