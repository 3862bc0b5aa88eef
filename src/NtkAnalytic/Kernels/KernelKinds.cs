namespace NtkAnalytic.Kernels;

/// <summary>Which kernels are wanted.</summary>
[Flags]
public enum KernelKinds
{
    /// <summary>The covariance of the outputs at initialisation.</summary>
    Nngp = 1,

    /// <summary>The neural tangent kernel.</summary>
    Ntk = 2,

    /// <summary>Both, in one pass.</summary>
    Both = Nngp | Ntk,
}
