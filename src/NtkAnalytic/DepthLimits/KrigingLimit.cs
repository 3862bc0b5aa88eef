using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.CorrelationMaps;
using NtkAnalytic.DualActivations;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.DepthLimits;

/// <summary>
/// The mean predictor of the ordered phase. Theta(x, x') = p* - e_l (D(x, x') + u(x) + u(x')) + ... with e_l tending to 0, so that
/// the weights of a new input tend to the solution of
/// [D 1; 1^T 0] [w; mu] = [D_x; 1]: they sum to 1, and u drops out. With kinks e_l = chi_1^(l/2) and D is the limit of
/// (1 - c)^(1/2) chi_1^(-l/2), the angle; without, e_l = l chi_1^l and D is the limit of (1 - c) chi_1^(-l). A constant factor of D
/// drops out too.
/// </summary>
internal static class KrigingLimit
{
    // D is steady when what the next order of the map adds, (1 - c)^(1/2) with kinks and 1 - c without, is below this.
    private const double Steady = 1e-13;
    private const int MostLayers = 1_000_000;

    /// <summary>The limit.</summary>
    /// <param name="asymptotics">Of the network, in its ordered phase.</param>
    /// <param name="network">A uniform network.</param>
    /// <param name="known">Training rows.</param>
    /// <param name="asked">New rows.</param>
    /// <param name="options">Threads, progress, cancellation.</param>
    public static MeanPredictorLimit Of(DepthAsymptotics asymptotics, Network network, RowPairs known, RowPairs asked, KernelOptions options)
    {
        PhaseAnalysis phase = asymptotics.Phase;
        if (phase.Phase != Phase.Ordered || phase.VarianceLimit.Behavior != VarianceBehavior.Settles || phase.Expansion is not { } expansion)
        {
            return MeanPredictorLimit.Unknown("All entries of the NTK become alike, and how they differ on the way is not known.");
        }

        if (expansion.Terms.All(term => term.Power == 1))
        {
            return MeanPredictorLimit.Unknown("A linear network fits linear functions alone: its Gram matrix is singular for more rows than inputs.");
        }

        double power = expansion.Coefficient(1.5) != 0 ? 0.5 : 1;
        double logChi = Math.Log(phase.Chi1);
        double[] variances = [.. known.FirstVariances(network), .. asked.FirstVariances(network)];
        bool oneNorm = RowPairs.AreOneNorm(variances.Min(), variances.Max());
        if (!oneNorm && 2 * Math.Log(Math.Abs(phase.VarianceSlope)) >= logChi)
        {
            return MeanPredictorLimit.Unknown("The variances of inputs of different norms meet more slowly than their angles close: no limit is known.");
        }

        double layers = Math.Log(Steady) / (power * logChi);
        if (!(layers < MostLayers) || !double.IsFinite(logChi))
        {
            return MeanPredictorLimit.Unknown(FormattableString.Invariant(
                $"chi_1 = {phase.Chi1:G10} is so near to its end that the limit of the angles cannot be reached by recursion."));
        }

        int depth = Math.Max(1, (int)Math.Ceiling(layers));
        double work = known.Count * ((known.Count / 2.0) + asked.Count);
        var angles = new Angles(network, new SettledDuals(DualActivation.Of(network.Activation), (int)work), depth, power, logChi);
        int done = 0;
        double[,] among = angles.Between(known, known, options, Finished);
        double[,] toNew = angles.Between(known, asked, options, Finished);
        return Solve(among, toNew);

        void Finished(int pairs) => options.Progress?.Report(Math.Min(1, Interlocked.Add(ref done, pairs) / work));
    }

    private static MeanPredictorLimit Solve(double[,] among, double[,] toNew)
    {
        int count = among.GetLength(0);
        Matrix<double> system = Matrix<double>.Build.Dense(count + 1, count + 1, (i, j) =>
            i < count && j < count ? among[i, j] : i == count && j == count ? 0 : 1);
        Matrix<double> right = Matrix<double>.Build.Dense(count + 1, toNew.GetLength(1), (i, k) => i < count ? toNew[i, k] : 1);
        Matrix<double> weights = system.LU().Solve(right).SubMatrix(0, count, 0, right.ColumnCount).Transpose();
        return weights.ForAll(double.IsFinite)
            ? new MeanPredictorLimit(
                MeanPredictorKind.Kriging,
                weights,
                "All entries of the NTK tend to the same number, and the predictor to kriging with what their differences are in proportion to: the limit of the angles.")
            : MeanPredictorLimit.Unknown("The limits of the angles make a singular system.");
    }

    /// <summary>(1 - c)^power chi_1^(-power l) at one depth l.</summary>
    private sealed record Angles(Network Network, SettledDuals Duals, int Depth, double Power, double LogChi)
    {
        public double[,] Between(RowPairs rows, RowPairs columns, KernelOptions options, Action<int> finished)
        {
            double[,] result = new double[rows.Count, columns.Count];
            bool same = ReferenceEquals(rows, columns);
            var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.MaxDegreeOfParallelism, CancellationToken = options.CancellationToken };
            var ofPair = new KernelOptions { CancellationToken = options.CancellationToken };
            Parallel.For(0, rows.Count, parallel, i =>
            {
                int count = same ? i : columns.Count;
                for (int j = 0; j < count; j++)
                {
                    parallel.CancellationToken.ThrowIfCancellationRequested();
                    double distance = Of(rows.Pair(i, columns, j), rows.All.Dimension, ofPair);
                    result[i, j] = distance;
                    if (same)
                    {
                        result[j, i] = distance;
                    }
                }

                finished(count);
            });
            return result;
        }

        private double Of(GaussianPair inputs, int inputDimension, KernelOptions options)
        {
            DepthPoint point = DepthRecursion.Run(Network, inputs, [Depth], Duals, options, inputDimension)[0];
            return point.OneMinusCorrelation == 0 ? 0 : Math.Exp(Power * (Math.Log(point.OneMinusCorrelation) - (Depth * LogChi)));
        }
    }
}
