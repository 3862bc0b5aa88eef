namespace NtkAnalytic.CorrelationMaps;

/// <summary>What depth does to two nearby inputs (Poole et al., arXiv 1606.05340; Schoenholz et al., arXiv 1611.01232).</summary>
public enum Phase
{
    /// <summary>chi_1 &lt; 1: nearby inputs converge, the correlation 1 attracts.</summary>
    Ordered,

    /// <summary>chi_1 = 1 at a fixed point of the variance map (or at every variance): the edge of chaos.</summary>
    EdgeOfChaos,

    /// <summary>chi_1 &gt; 1: nearby inputs separate.</summary>
    Chaotic,

    /// <summary>
    /// chi_1 tends to exactly 1 while the variance has no fixed point and grows slower than exponentially, as for relu with
    /// sigma_w^2 = 2 and sigma_b^2 &gt; 0: neither of the three.
    /// </summary>
    Marginal,
}
