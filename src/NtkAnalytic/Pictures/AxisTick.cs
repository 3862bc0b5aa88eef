namespace NtkAnalytic.Pictures;

/// <summary>A labelled place on an axis.</summary>
/// <param name="Value">Where it is.</param>
/// <param name="Label">What is written there.</param>
public readonly record struct AxisTick(double Value, string Label);
