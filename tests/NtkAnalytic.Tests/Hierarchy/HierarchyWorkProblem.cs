using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Tests.Integrators;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>
/// The hierarchy of order 4 of a sampled network (tanh, two hidden layers of 64, ten points in three dimensions) up to a time at which it has learnt
/// most of its targets, as a problem for comparing methods by the outputs at the end.
/// </summary>
internal static class HierarchyWorkProblem
{
    private const int Points = 10;
    private const double Tight = 1e-14;

    /// <summary>The problem, with the solution of <paramref name="reference"/> at a tolerance of 1e-14; of its state the outputs alone are compared.</summary>
    public static LiteratureProblem Create(IntegrationMethod reference)
    {
        var network = new FiniteNetwork(new Network(Activation.Tanh, 2, 1.5, 0.1), 3, [64, 64]);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double, 1), 1);
        var random = new Random(1);
        Matrix<double> points = Matrix<double>.Build.Dense(Points, 3, (_, _) => (2 * random.NextDouble()) - 1);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = points.SubMatrix(0, Points, 0, 1).PointwiseMultiply(points.SubMatrix(0, Points, 1, 1)),
            InitialOutputs = sample.Outputs(points)[0],
        };
        HierarchyField field = new TangentHierarchy(TangentJets.Tensors(sample, points, null, 4)[0], 4).CreateField(problem);
        var start = new InitialValueProblem(field, 0, field.InitialState);
        const double End = 50;
        SampledPath path = Integrator.Sample(start, [End], reference, StepControl.Adaptive(Tight, Tight));
        return path.Result.Status.IsSuccess
            ? new LiteratureProblem("hierarchy-4", false, start, End, [.. path.States[0].Take(Points)], 1)
            : throw new InvalidOperationException($"The reference ended with {path.Result.Status}.");
    }
}
