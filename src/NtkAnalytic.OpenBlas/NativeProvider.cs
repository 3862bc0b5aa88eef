namespace NtkAnalytic.OpenBlas;

/// <summary>A MathNet provider whose dense routines for double and float run in OpenBLAS.</summary>
internal sealed partial class NativeProvider : ForwardingProvider
{
    private readonly string _description;
    private readonly ProviderRoutines<double> _double;
    private readonly ProviderRoutines<float> _single;

    /// <exception cref="EntryPointNotFoundException">The library lacks a routine.</exception>
    public NativeProvider(OpenBlasLibrary library)
    {
        _double = new ProviderRoutines<double>(new DenseRoutines<double>(new Lapack<double>(library)));
        _single = new ProviderRoutines<float>(new DenseRoutines<float>(new Lapack<float>(library)));
        _description = library.Description;
    }

    public override string ToString() => _description;
}
