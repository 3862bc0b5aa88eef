namespace NtkAnalytic.Hierarchy;

/// <summary>How the truncated hierarchy is integrated; the solutions are the same.</summary>
public enum HierarchyForm
{
    /// <summary>The signature of the residual's path is the state: N + N + N^2 + ... + N^(p-2) numbers.</summary>
    Reduced,

    /// <summary>The tensors K^(2), ..., K^(p-1) are the state, as Huang and Yau (arXiv 1909.08156) write it; needs stored tensors.</summary>
    Plain,
}
