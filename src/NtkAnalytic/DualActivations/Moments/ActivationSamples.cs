using System.Runtime.CompilerServices;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.DualActivations.Moments;

/// <summary>
/// phi^2 and phi'^2, averaged over x and -x, on the half-line u &gt; 0: the densities of the Laplace transforms sqrt(q) E[phi^2]
/// and sqrt(q) E[phi'^2], sampled once for the signs of combinations of them.
/// </summary>
/// <remarks>
/// A sample stands in the middle of a cell. Cells have a common ratio from 1e-30 to 1e20 (variances from 1e-60 up), and up to
/// |x| = 1024 they are short parts of the panels on which the activation is a polynomial to rounding.
/// </remarks>
internal sealed class ActivationSamples
{
    private const double Smallest = 1e-30;
    private const double Largest = 1e20;
    private const double Ratio = 1.12;
    private const double LinearReach = 1024;
    private const int CellsPerPanel = 32;
    private const int MostCells = 6000;
    private static readonly ConditionalWeakTable<Activation, ActivationSamples> Known = [];
    private readonly Activation _activation;
    private readonly Lazy<Integrals> _integrals;

    private ActivationSamples(Activation activation)
    {
        _activation = activation;
        Ends = MakeEnds(activation);
        Points = new double[Ends.Length - 1];
        Square = new double[Points.Length];
        DerivativeSquare = new double[Points.Length];
        for (int i = 0; i < Points.Length; i++)
        {
            double u = (Ends[i] + Ends[i + 1]) / 2;
            Points[i] = u;
            Square[i] = MeanSquare(activation.Evaluate(u), activation.Evaluate(-u));
            DerivativeSquare[i] = MeanSquare(activation.EvaluateDerivative(u), activation.EvaluateDerivative(-u));
        }

        _integrals = new Lazy<Integrals>(Integrate);
    }

    /// <summary>The ends of the cells.</summary>
    public double[] Ends { get; }

    /// <summary>u of each sample.</summary>
    public double[] Points { get; }

    /// <summary>(phi(u)^2 + phi(-u)^2) / 2.</summary>
    public double[] Square { get; }

    /// <summary>(phi'(u)^2 + phi'(-u)^2) / 2, without the Dirac terms of jumps.</summary>
    public double[] DerivativeSquare { get; }

    /// <summary>The integral of <see cref="Square"/> from 0 to each sample.</summary>
    public double[] SquareIntegral => _integrals.Value.Square;

    /// <summary>The integral of <see cref="DerivativeSquare"/> from 0 to each sample.</summary>
    public double[] DerivativeSquareIntegral => _integrals.Value.DerivativeSquare;

    /// <summary>The integral of t^2 times <see cref="DerivativeSquare"/> from 0 to each sample.</summary>
    public double[] DerivativeSquareMoment => _integrals.Value.DerivativeSquareMoment;

    /// <summary>The samples of an activation, which live as long as the activation does.</summary>
    public static ActivationSamples Of(Activation activation) => Known.GetValue(activation, static a => new ActivationSamples(a));

    /// <summary>The signs of a density that is given at each sample with its rounding error.</summary>
    public DensitySigns Signs(ReadOnlySpan<double> density, ReadOnlySpan<double> rounding, int fewest) =>
        DensitySigns.Of(Ends, Points, density, rounding, fewest);

    private static double[] MakeEnds(Activation activation)
    {
        var ends = new List<double> { 0 };
        ActivationMesh mesh = ActivationMesh.Of(activation);
        MeshSide[] sides = [mesh.Within(LinearReach, false), mesh.Within(LinearReach, true)];
        double[] breaks = [.. activation.Breakpoints.Select(b => Math.Abs(b.Location)).Where(x => x > 0).Distinct().Order()];
        int next = 0;
        for (double u = Smallest; u < Largest;)
        {
            ends.Add(u);
            double step = (Ratio - 1) * u;
            if (u < LinearReach && ends.Count < MostCells)
            {
                step = Math.Min(step, Math.Min(sides[0].StepFrom(u), sides[1].StepFrom(u)) / CellsPerPanel);
            }

            while (next < breaks.Length && breaks[next] <= u)
            {
                next++;
            }

            u = next < breaks.Length && breaks[next] < u + step ? breaks[next] : u + step;
        }

        return [.. ends];
    }

    private Integrals Integrate()
    {
        GaussLegendre rule = GaussLegendre.OfOrder(6);
        var result = new Integrals(new double[Points.Length], new double[Points.Length], new double[Points.Length]);
        (double square, double derivative, double moment) = (0, 0, 0);
        for (int i = 0; i < Points.Length; i++)
        {
            Add(Ends[i], Points[i]);
            result.Square[i] = square;
            result.DerivativeSquare[i] = derivative;
            result.DerivativeSquareMoment[i] = moment;
            Add(Points[i], Ends[i + 1]);
        }

        return result;

        void Add(double low, double high)
        {
            double half = (high - low) / 2;
            for (int k = 0; k < rule.Nodes.Length; k++)
            {
                double u = low + (half * (1 + rule.Nodes[k]));
                double weight = half * rule.Weights[k];
                double slopes = MeanSquare(_activation.EvaluateDerivative(u), _activation.EvaluateDerivative(-u));
                square += weight * MeanSquare(_activation.Evaluate(u), _activation.Evaluate(-u));
                derivative += weight * slopes;
                moment += weight * u * u * slopes;
            }
        }
    }

    private static double MeanSquare(double a, double b) => ((a * a) + (b * b)) / 2;

    private sealed record Integrals(double[] Square, double[] DerivativeSquare, double[] DerivativeSquareMoment);
}
