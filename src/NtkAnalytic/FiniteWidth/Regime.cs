namespace NtkAnalytic.FiniteWidth;

/// <summary>How far kernel theory goes for a network of finite width.</summary>
public enum Regime
{
    /// <summary>The kernel regime: the tangent kernel is nearly deterministic (and, where that was measured, nearly frozen).</summary>
    Kernel,

    /// <summary>Infinite width is the leading order, and corrections of finite width matter.</summary>
    Corrected,

    /// <summary>The kernel of one network says little about another, or about the same one later.</summary>
    Outside,
}
