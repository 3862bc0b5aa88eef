using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Tests.EmpiricalKernels;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.HigherKernels;

public class TangentJetSeriesTests
{
    [Fact]
    public void Contractions_without_tensors_are_those_with_stored_tensors() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(302, 7),
        Prop.ForAll(JetDraws.Settings.ToArbitrary(), setting =>
        {
            (FiniteNetwork network, int seed, int n, int m, int highest) = setting;
            using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double, 1), (ulong)seed);
            SampleDraws.Move(sample, seed);
            Matrix<double> training = SampleDraws.Points(n, network.Inputs, seed + 1);
            Matrix<double>? test = m == 0 ? null : SampleDraws.Points(m, network.Inputs, seed + 2);
            TangentTensors tensors = TangentJets.Tensors(sample, training, test, Math.Min(highest, 4))[0];
            using TangentJetSeries series = TangentJets.Series(sample, 0, training, test, Math.Min(highest, 4));
            for (int order = 2; order <= series.HighestOrder; order++)
            {
                double[] signature = Signatures.Random(series.Indices, order - 2, 3, seed + order);
                double[] expected = new double[(series.Indices + series.TestIndices) * series.Indices];
                double[] actual = new double[expected.Length];
                tensors.Kernel(order, signature, expected);
                series.Kernel(order, signature, actual);
                double scale = expected.Max(Math.Abs);
                for (int i = 0; i < expected.Length; i++)
                {
                    // Some thousand roundings, 1e-12 of the largest entry at most where terms cancel.
                    Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-12 * scale, $"{setting}, order {order}: entry {i} is {actual[i]:R}, expected {expected[i]:R}");
                }
            }
        }));
}
