using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>
/// A deep kernel as one function of the angle theta between two inputs: K(x, x') = sqrt(K(x, x) K(x', x')) k(theta) and
/// Theta(x, x') = sqrt(Theta(x, x) Theta(x', x')) t(theta), for homogeneous activations without bias and for inputs of one norm.
/// k and t are Chebyshev polynomials in u = log(1 + theta / e) / log(1 + pi / e): the cost of an entry does not depend on depth.
/// </summary>
/// <remarks>
/// A relu network of depth L depends on theta on scales from 1 down to 1/L (theta_l ~ 3 pi / (l + 3 pi / theta), with poles at
/// theta = -3 pi / l); on a logarithmic scale they are all alike, and the degree grows like log L. The scale e that needs the
/// fewest terms is chosen among powers of ten.
/// </remarks>
internal sealed class AngleFunction
{
    private const int Nodes = 160;
    private const int Checks = 24;
    private const int MaxDecade = 8;
    private const double Tolerance = 2e-13;
    private readonly double _inverseScale;
    private readonly double _toUnit;
    private readonly double[] _nngp;
    private readonly double[] _ntk;

    private AngleFunction(double scale, double[] nngp, double[] ntk)
    {
        _inverseScale = 1 / scale;
        _toUnit = 2 / Math.Log(1 + (Math.PI / scale));
        _nngp = nngp;
        _ntk = ntk;
    }

    /// <summary>The larger of the two degrees.</summary>
    public int Degree => Math.Max(_nngp.Length, _ntk.Length) - 1;

    /// <summary>The largest error seen against the recursion at points that are not nodes, plus the terms left out; relative to k(0) = t(0) = 1.</summary>
    public double ErrorEstimate { get; private set; }

    /// <summary>Compiles the kernels of a network.</summary>
    /// <param name="network">The network.</param>
    /// <param name="dual">The duals of its activation.</param>
    /// <param name="meanSquare">|x|^2 / n_0 of the inputs; any positive value where the activation is homogeneous.</param>
    /// <param name="inputDimension">n_0.</param>
    /// <param name="kinds">Which kernels.</param>
    /// <returns>The function, or null when no scale reaches the tolerance within 160 terms.</returns>
    public static AngleFunction? Compile(Network network, DualActivation dual, double meanSquare, int inputDimension, KernelKinds kinds)
    {
        var sampler = new AngleSampler(network, dual, meanSquare, inputDimension, kinds, Nodes);
        if (!double.IsFinite(sampler.NtkScale) || sampler.NngpScale <= 0 || sampler.NtkScale <= 0)
        {
            return null;
        }

        // The best scale of relu networks is about 1/L; from there downhill, decade by decade, to either side.
        int start = -(int)Math.Round(Math.Log10(Math.Max(1, network.HiddenLayers / 10.0)));
        AngleFunction? best = Fit(sampler, Math.Pow(10, start));
        best = Descend(sampler, start, 1, best);
        best = Descend(sampler, start, -1, best);
        return best is not null && best.Verify(sampler) ? best : null;
    }

    /// <summary>Both kernels, normalised, for a vector of pairs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Evaluate(Vector512<double> oneMinus, Vector512<double> onePlus, out Vector512<double> nngp, out Vector512<double> ntk)
    {
        Vector512<double> angle = HalfAngle.Angle(Vector512.Min(oneMinus, onePlus));
        angle = Vector512.ConditionalSelect(Vector512.LessThanOrEqual(oneMinus, onePlus), angle, Vector512.Create(Math.PI) - angle);
        Vector512<double> u = (Vector512.Log(Vector512<double>.One + (angle * _inverseScale)) * _toUnit) - Vector512<double>.One;
        nngp = Clenshaw(_nngp, u);
        ntk = Clenshaw(_ntk, u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Clenshaw(double[] coefficients, Vector512<double> x)
    {
        if (coefficients.Length == 0)
        {
            return default;
        }

        Vector512<double> twice = x + x;
        Vector512<double> b1 = Vector512<double>.Zero;
        Vector512<double> b2 = Vector512<double>.Zero;
        for (int k = coefficients.Length - 1; k > 0; k--)
        {
            Vector512<double> next = Vector512.FusedMultiplyAdd(twice, b1, Vector512.Create(coefficients[k]) - b2);
            b2 = b1;
            b1 = next;
        }

        return Vector512.FusedMultiplyAdd(x, b1, Vector512.Create(coefficients[0]) - b2);
    }

    private static AngleFunction? Descend(AngleSampler sampler, int start, int direction, AngleFunction? best)
    {
        for (int decade = start + direction; Math.Abs(decade) <= MaxDecade; decade += direction)
        {
            AngleFunction? candidate = Fit(sampler, Math.Pow(10, decade));
            if (best is not null && (candidate is null || candidate.Degree >= best.Degree))
            {
                break;
            }

            best = candidate;
        }

        return best;
    }

    private static AngleFunction? Fit(AngleSampler sampler, double scale)
    {
        double[] points = ChebyshevFit.Points(Nodes);
        double logRange = Math.Log(1 + (Math.PI / scale));
        double[] angles = new double[Nodes];
        for (int k = 0; k < Nodes; k++)
        {
            angles[k] = Math.Min(Math.PI, scale * double.ExpM1((1 + points[k]) / 2 * logRange));
        }

        double error = sampler.Sample(angles, out double[] nngp, out double[] ntk);
        double[]? nngpTerms = nngp.Length == 0 ? [] : Chop(ChebyshevFit.Coefficients(nngp));
        double[]? ntkTerms = ntk.Length == 0 ? [] : Chop(ChebyshevFit.Coefficients(ntk));
        return nngpTerms is null || ntkTerms is null
            ? null
            : new AngleFunction(scale, nngpTerms, ntkTerms) { ErrorEstimate = error };
    }

    // The shortest series whose omitted terms stay below a tenth of the tolerance; null when the last ones have not decayed.
    private static double[]? Chop(double[] coefficients)
    {
        double omitted = 0;
        int length = coefficients.Length;
        while (length > 1 && omitted + Math.Abs(coefficients[length - 1]) <= 0.1 * Tolerance)
        {
            omitted += Math.Abs(coefficients[length - 1]);
            length--;
        }

        return length > coefficients.Length - 8 ? null : coefficients[..length];
    }

    private bool Verify(AngleSampler sampler)
    {
        double[] angles = new double[Checks];
        for (int k = 0; k < Checks; k++)
        {
            // Points spread evenly over the logarithmic scale, none of them a node.
            angles[k] = Math.Min(Math.PI, double.ExpM1((k + 0.37) / Checks * 2 / _toUnit) / _inverseScale);
        }

        sampler.Sample(angles, out double[] nngp, out double[] ntk);
        double worst = 0;
        for (int k = 0; k < Checks; k++)
        {
            double half = Math.Sin(angles[k] / 2);
            double other = Math.Cos(angles[k] / 2);
            Evaluate(Vector512.Create(2 * half * half), Vector512.Create(2 * other * other), out Vector512<double> k1, out Vector512<double> t1);
            worst = Math.Max(worst, nngp.Length == 0 ? 0 : Math.Abs(k1[0] - nngp[k]));
            worst = Math.Max(worst, ntk.Length == 0 ? 0 : Math.Abs(t1[0] - ntk[k]));
        }

        ErrorEstimate += worst + (0.1 * Tolerance);
        return worst <= Tolerance;
    }
}
