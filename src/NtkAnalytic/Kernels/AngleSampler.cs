using NtkAnalytic.DualActivations;

namespace NtkAnalytic.Kernels;

/// <summary>Runs the recursion for pairs of one norm at given angles, through the same loops as whole matrices.</summary>
internal sealed class AngleSampler
{
    private const int Run = 8;
    private readonly BlockPath _block;
    private readonly StripRecursion _strip;
    private readonly KernelKinds _kinds;

    public AngleSampler(Network network, DualActivation dual, double meanSquare, int inputDimension, KernelKinds kinds, int capacity)
    {
        // All inputs are alike, so one short block serves as both sides: angle k is pair (k / 8, k mod 8).
        bool withNtk = kinds.HasFlag(KernelKinds.Ntk);
        int rows = (capacity + Run - 1) / Run;
        double[] squares = new double[Math.Max(rows, Run)];
        Array.Fill(squares, meanSquare);
        _block = new BlockPath(network, dual, squares, inputDimension, withNtk, keep: false);
        _strip = new StripRecursion(network, dual, rows, Run);
        _kinds = kinds;
        NtkScale = 1;
        Sample([0], out _, out _);
        NngpScale = _strip.LeftNngp[0];
        NtkScale = withNtk ? _strip.LeftNtk[0] : 1;
    }

    /// <summary>K(x, x) of every input.</summary>
    public double NngpScale { get; }

    /// <summary>Theta(x, x) of every input.</summary>
    public double NtkScale { get; }

    /// <summary>K and Theta at the given angles, divided by their diagonals; empty where not wanted.</summary>
    /// <returns>The relative error estimate of the recursion.</returns>
    public double Sample(double[] angles, out double[] nngp, out double[] ntk)
    {
        bool withNtk = _kinds.HasFlag(KernelKinds.Ntk);
        int rows = (angles.Length + Run - 1) / Run;
        for (int k = 0; k < rows * Run; k++)
        {
            double angle = k < angles.Length ? angles[k] : 0;
            double sine = Math.Sin(angle / 2);
            double cosine = Math.Cos(angle / 2);
            _strip.OneMinus[k] = 2 * sine * sine;
            _strip.OnePlus[k] = 2 * cosine * cosine;
        }

        double error = _strip.Walk(_block, 0, rows, _block, 0, Run, withNtk);
        nngp = _kinds.HasFlag(KernelKinds.Nngp) ? new double[angles.Length] : [];
        ntk = withNtk ? new double[angles.Length] : [];
        for (int j = 0; j < nngp.Length; j++)
        {
            nngp[j] = (_strip.OnePlus[j] - _strip.OneMinus[j]) / 2;
        }

        for (int j = 0; j < ntk.Length; j++)
        {
            ntk[j] = _strip.Ntk[j] / NtkScale;
        }

        return error;
    }
}
