using MathNet.Numerics.Providers.LinearAlgebra;

namespace NtkAnalytic.OpenBlas;

/// <summary>
/// MathNet's managed provider, member by member: it is sealed, so a provider that replaces some of its routines wraps it. What can be
/// replaced is virtual.
/// </summary>
internal abstract partial class ForwardingProvider : ILinearAlgebraProvider
{
    protected ManagedLinearAlgebraProvider Managed { get; } = new();

    public bool IsAvailable() => true;

    public void InitializeVerify()
    {
        // The routines were looked up and the library was asked for its configuration when the provider was made.
    }

    public void FreeResources()
    {
        // The library stays loaded: another thread may be inside one of its routines.
    }
}
