using NtkAnalytic.Simulation.Ensembles;
using NtkAnalytic.Simulation.Statistics;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Simulation.Tests.Ensembles;

/// <summary>
/// The experiment of Seleznova and Kutyniok (arXiv 2202.00553): relu networks of width 100 in the standard parameterization, with the gradients of
/// biases that are 0, at orthogonal inputs of norm 1. The figures are of an independent run with 500 networks, to three digits.
/// </summary>
public class OffDiagonalReferenceTests(ITestOutputHelper output)
{
    public static TheoryData<double, int, double> Figures => new()
    {
        { 1, 10, 0.853 },
        { 1, 25, 0.923 },
        { 1, 49, 0.958 },
        { 2, 10, 0.373 },
        { 2, 25, 0.366 },
        { 2, 49, 0.395 },
        { 3, 10, 0.287 },
        { 3, 25, 0.344 },
        { 3, 49, 0.379 },
    };

    [Theory]
    [MemberData(nameof(Figures))]
    public void Means_off_the_diagonal_are_those_of_the_reference(double weightVariance, int hiddenLayers, double reference)
    {
        SlowTests.SkipUnlessAskedFor();
        Network network = new Network(Activation.Relu, hiddenLayers, weightVariance).WithStandardParameterization(100);
        var ensemble = new Ensemble(new FiniteNetwork(network, 100, [100]), EnsembleInputs.Pair(100, 0, 1), 500);
        EnsembleResult result = ensemble.Run(new ManagedBackend(Precision.Single), new EnsembleOptions { Samples = 500 }, cancellation: TestContext.Current.CancellationToken);
        RatioOfMeans ofMeans = result.Ntk.RatioOfMeans!.Value;
        SampleStatistics ofEach = result.Ntk.Ratio!;
        output.WriteLine(FormattableString.Invariant(
            $"sigma_w^2 = {weightVariance}, {hiddenLayers} hidden layers: reference {reference}; ratio of means {ofMeans.Value:0.0000} +- {ofMeans.StandardError:0.0000}, mean of ratios {ofEach.Mean:0.0000} +- {ofEach.StandardError:0.0000}; {result.Ntk.Diagonal.Tails.Statement}"));

        // The reference has a sampling error like ours, and half a unit of its last digit.
        double error = Math.Sqrt((2 * ofMeans.StandardError * ofMeans.StandardError) + (0.0005 * 0.0005));
        Assert.InRange((ofMeans.Value - reference) / error, -5, 5);
    }
}
