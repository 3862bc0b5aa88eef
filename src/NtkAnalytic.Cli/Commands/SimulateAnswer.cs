using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Sampled networks and what theory says about them.</summary>
/// <param name="Result">The statistics.</param>
/// <param name="Theory">The theory.</param>
/// <param name="Points">What the points are, for people.</param>
/// <param name="Samples">The number of networks asked for.</param>
/// <param name="Precision">Of the networks.</param>
internal sealed record SimulateAnswer(EnsembleResult Result, EnsembleTheory Theory, string Points, int Samples, Precision Precision)
{
    /// <summary>The means with the values that they are held against.</summary>
    public IReadOnlyList<SimulateQuantity> Quantities =>
    [
        Mean("output", Result.Output, 0, new TheoryValue(0, TheoryKind.Exact)),
        .. Kernel("NNGP", Result.Nngp, Theory.Nngp, Theory.NngpDiagonal),
        .. Kernel("NTK", Result.Ntk, Theory.Ntk, Theory.NtkDiagonal),
    ];

    /// <summary>The largest distances of all entries of the two kernel matrices to those of infinite width, in standard errors.</summary>
    public (double Nngp, double Ntk) LargestScores => (Largest(Result.Nngp.Matrix, Theory.Nngp), Largest(Result.Ntk.Matrix, Theory.Ntk));

    private static double Largest(MatrixStatistics sample, Matrix<double> theory) => sample.ZScores(theory).Enumerate().Max(Math.Abs);

    private static SimulateQuantity Mean(string name, SampleStatistics sample, double infiniteWidth, TheoryValue theory) =>
        new(name, sample.Mean, sample.StandardError, infiniteWidth, theory, sample.ZScore(theory.Value), sample);

    private IEnumerable<SimulateQuantity> Kernel(string name, KernelStatistics sample, Matrix<double> infinite, TheoryValue diagonal)
    {
        yield return Mean(name + " diagonal", sample.Diagonal, infinite[0, 0], diagonal);
        if (sample.OffDiagonal is { } offDiagonal)
        {
            yield return Mean(name + " off-diagonal", offDiagonal, infinite[0, 1], new TheoryValue(infinite[0, 1], Theory.OffDiagonalKind));
        }

        if (sample.RatioOfMeans is { } ratio && infinite[0, 0] != 0)
        {
            double value = infinite[0, 1] / infinite[0, 0];
            TheoryKind kind = diagonal.Kind == TheoryKind.Exact ? Theory.OffDiagonalKind : TheoryKind.InfiniteWidth;
            yield return new SimulateQuantity(name + " ratio", ratio.Value, ratio.StandardError, value, new TheoryValue(value, kind), ratio.ZScore(value), null);
        }
    }
}
