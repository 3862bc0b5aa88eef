namespace NtkAnalytic.Activations;

/// <summary>The activations known by name.</summary>
public static class ActivationCatalog
{
    internal static Activation Parse(string text) => text switch
    {
        "relu" => new TwoSlope(text, 0, 1),
        "abs" => new TwoSlope(text, -1, 1),
        _ => throw new ArgumentException($"Unknown activation '{text}'.", nameof(text)),
    };
}
