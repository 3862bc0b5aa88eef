namespace NtkAnalytic.Simulation.Ensembles;

/// <summary>What a theory's value leaves out, when a mean over networks of finite width is held against it.</summary>
public enum TheoryKind
{
    /// <summary>Nothing: the value holds at this width.</summary>
    Exact,

    /// <summary>The order 1/width^2 and beyond.</summary>
    FirstOrder,

    /// <summary>The order 1/width and beyond: the value is that of infinite width.</summary>
    InfiniteWidth,
}
