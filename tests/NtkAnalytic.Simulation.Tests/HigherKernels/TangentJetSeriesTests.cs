using FsCheck;
using FsCheck.Fluent;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Networks;
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

    [Theory]
    [InlineData(Initialization.Standard)]
    [InlineData(Initialization.Mirrored)]
    public void A_derivative_along_a_direction_is_the_contraction_of_the_third_tensor(Initialization initialization)
    {
        var network = new FiniteNetwork(new Network(Activation.Erf, 2, 1.5, 0.3), 3, [5, 4], 2, initialization);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double, 1), 4);

        // The two copies of a mirrored network start equal, and K^(3) = 0.
        SampleDraws.Move(sample, 8);
        Matrix<double> training = SampleDraws.Points(3, 3, 5);
        Matrix<double> test = SampleDraws.Points(2, 3, 6);
        TangentTensors tensors = TangentJets.Tensors(sample, training, test, 3)[0];
        using TangentJetSeries series = TangentJets.Series(sample, 0, training, test, 3);
        double[] direction = [0.3, -1, 2, 0, 0.7, -0.2];
        Matrix<double> actual = series.DerivativeAlong(direction);
        Assert.Equal((10, 6), (actual.RowCount, actual.ColumnCount));
        for (int a = 0; a < 10; a++)
        {
            for (int b = 0; b < 6; b++)
            {
                double expected = direction.Select((v, c) => v * tensors.Entry(a, b, c)).Sum();

                // Some hundred roundings at the size of the largest terms.
                Assert.Equal(expected, actual[a, b], 1e-13 * actual.Enumerate().Max(Math.Abs));
            }
        }

        Assert.Contains("6 numbers", Assert.Throws<ArgumentException>(() => series.DerivativeAlong([1, 2])).Message, StringComparison.Ordinal);
        using TangentJetSeries second = TangentJets.Series(sample, 0, training, test, 2);
        Assert.Contains("order 3", Assert.Throws<ArgumentException>(() => second.DerivativeAlong(direction)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_beyond_the_precision_are_refused()
    {
        using var sample = new NetworkSample(new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 3, [5]), new ManagedBackend(Precision.Single, 1), 4);
        using TangentJetSeries series = TangentJets.Series(sample, 0, SampleDraws.Points(3, 3, 5), null, 3);
        Assert.Throws<OverflowException>(() => series.DerivativeAlong([1e200, 0, 0]));
        Assert.Throws<OverflowException>(() => series.Kernel(3, [1e200, 0, 0], new double[9]));
        Assert.All(series.DerivativeAlong([1, 0, 0]).Enumerate(), value => Assert.True(double.IsFinite(value)));
    }

    // At the stages of a step the signature obeys the shuffle relations up to the error of the step, so that the kernel without tensors differs there.
    [Theory]
    [InlineData("tsitouras-5", 3)]
    [InlineData("tsitouras-5", 4)]
    [InlineData("dormand-prince-8", 4)]
    [InlineData("kennedy-carpenter-5", 3)]
    [InlineData("kennedy-carpenter-5", 4)]
    public void Integrations_without_tensors_converge_to_those_with_stored_tensors(string method, int order)
    {
        var network = new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.1), 3, [12, 12], outputs: 2);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double, 1), 5);
        Matrix<double> training = SampleDraws.Points(3, 3, 6);
        Matrix<double> test = SampleDraws.Points(1, 3, 7);
        using TangentJetSeries series = TangentJets.Series(sample, 0, training, test, order);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = SampleDraws.Points(3, 2, 8),
            InitialOutputs = sample.Outputs(training)[0],
            InitialTestOutputs = sample.Outputs(test)[0],
        };
        double[] times = [0.5, 2];
        HierarchySolution stored = new TangentHierarchy(TangentJets.Tensors(sample, training, test, order)[0], order)
            .Solve(problem, times, IntegrationMethods.DormandPrince8, StepControl.Adaptive(1e-12, 1e-13));
        Assert.InRange(stored.Records[1].KernelChange!.Value, 0.01, 10);
        foreach (double tolerance in new[] { 1e-4, 1e-6, 1e-8 })
        {
            HierarchySolution solution = new TangentHierarchy(series, order).Solve(problem, times, IntegrationMethods.Parse(method), StepControl.Adaptive(tolerance, tolerance));

            Assert.Same(IntegrationStatus.Finished, solution.Status);
            for (int i = 0; i < times.Length; i++)
            {
                Assert.InRange((solution.Records[i].Outputs - stored.Records[i].Outputs).Enumerate().Max(Math.Abs), 0, 4 * tolerance);
                Assert.InRange((solution.Records[i].TestOutputs! - stored.Records[i].TestOutputs!).Enumerate().Max(Math.Abs), 0, 4 * tolerance);
            }

            // Newton's iteration has a matrix without the motion of the kernel anyway: two or three iterations for each of six stages.
            IntegrationStatistics statistics = solution.Statistics;
            Assert.InRange((double)statistics.Work.Solves / (statistics.AcceptedSteps + statistics.RejectedSteps), 0, 22);
        }
    }
}
