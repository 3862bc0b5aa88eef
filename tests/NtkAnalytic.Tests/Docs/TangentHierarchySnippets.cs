using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.HigherKernels;
using NtkAnalytic.Simulation.Tensors;
using Xunit;

namespace NtkAnalytic.Tests.Docs;

/// <summary>The code of docs/concepts/tangent-hierarchy.md.</summary>
public class TangentHierarchySnippets
{
    [Fact]
    public void The_hierarchy_of_a_sampled_network()
    {
        #region hierarchy
        var network = new FiniteNetwork(new Network(Activation.Tanh, hiddenLayers: 2, weightVariance: 1.5), inputs: 2, widths: [64, 64]);
        using var sample = new NetworkSample(network, new ManagedBackend(Precision.Double), seed: 1);
        Matrix<double> points = Matrix<double>.Build.DenseOfRowArrays([1, 0], [0.6, 0.8], [0, 2], [-1, 1]);
        Matrix<double> testPoints = Matrix<double>.Build.DenseOfRowArrays([1, 1]);

        TangentTensors kernels = TangentJets.Tensors(sample, points, testPoints, order: 4)[0];
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = Matrix<double>.Build.DenseOfColumnArrays([1, -1, 0, 1]),
            InitialOutputs = sample.Outputs(points)[0],
            InitialTestOutputs = sample.Outputs(testPoints)[0],
        };

        var hierarchy = new TangentHierarchy(kernels, order: 4);
        double[] times = [0, 1, 5];
        StepControl steps = StepControl.Adaptive(relativeTolerance: 1e-8, absoluteTolerance: 1e-10);
        HierarchySolution solution = hierarchy.Solve(problem, times, IntegrationMethods.DormandPrince5, steps);
        double change = solution.Records[2].KernelChange!.Value;     // |K_t - K_0| / |K_0|
        #endregion

        Assert.Equal(IntegrationStatus.Finished, solution.Status);
        Assert.InRange(change, 1e-4, 1);
        Assert.True(solution.Records[2].Loss < solution.Records[0].Loss);

        #region hierarchy-estimate
        HierarchySolution lower = hierarchy.WithOrder(3).Solve(problem, times, IntegrationMethods.DormandPrince5, steps);
        TruncationEstimate estimate = TruncationEstimate.Between(lower, solution);
        double error = estimate.Records[2].Outputs;                  // of order 3, a root mean square over the training outputs
        #endregion

        Assert.True(estimate.HasRightConstant);
        Assert.InRange(error, 1e-8, 1);

        #region hierarchy-events
        HierarchySolution stopped = hierarchy.Solve(problem, [1000], IntegrationMethods.DormandPrince5, steps, new HierarchyOptions
        {
            StopAtLoss = 0.01,
            Crossings = [new OutputCrossing(Point: 4)],              // the first test point, where its output changes sign
        });
        #endregion

        Assert.Equal(IntegrationStatus.EventReached, stopped.Status);
        Assert.Equal(0.01, stopped.Final!.Loss, 1e-8);

        #region hierarchy-closed
        var options = new HierarchyOptions { KeepKernels = true };
        HierarchyRecord start = hierarchy.Solve(problem, [0], IntegrationMethods.Tsitouras5, steps, options).Records[0];
        var flow = new FrozenKernelFlow(start.Kernel!, problem);
        HierarchyRecord late = flow.At(1e6);
        HierarchyRecord end = flow.At(double.PositiveInfinity);      // kernel regression without a ridge
        int stuck = flow.ZeroEigenvalues;                            // 0: no two points are the same
        #endregion

        Assert.Equal(0, stuck);
        Assert.Equal(0, end.Loss, 1e-20);
        HierarchyRecord integrated = hierarchy.WithOrder(2).Solve(problem, [1e6], IntegrationMethods.KennedyCarpenter5, steps).Records[0];
        Assert.Equal(integrated.TestOutputs![0, 0], late.TestOutputs![0, 0], 1e-6);

        #region hierarchy-lean
        HierarchySolution lean;
        using (TangentJetSeries series = TangentJets.Series(sample, network: 0, points, testPoints, order: 4))
        {
            lean = new TangentHierarchy(series, order: 4).Solve(problem, times, IntegrationMethods.KennedyCarpenter5, steps);
        }
        #endregion

        Assert.Equal(solution.Records[2].Outputs[0, 0], lean.Records[2].Outputs[0, 0], 1e-6);
    }

    [Fact]
    public void A_field_for_an_integrator_of_ones_own()
    {
        // f = a b with a = b = 1: K^(2) = 2, K^(3) = 4.
        var kernels = new TangentTensors(points: 1, testPoints: 0, outputs: 1, [[2.0], [4.0]]);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = Matrix<double>.Build.Dense(1, 1, 3.0),
            InitialOutputs = Matrix<double>.Build.Dense(1, 1, 1.0),
        };

        #region hierarchy-field
        HierarchyField field = new TangentHierarchy(kernels, order: 3).CreateField(problem);
        double[] state = field.InitialState.ToArray();
        double[] derivative = new double[field.Dimension];
        for (int step = 0; step < 1000; step++)
        {
            field.Evaluate(0, state, derivative);
            for (int i = 0; i < state.Length; i++)
            {
                state[i] += 1e-4 * derivative[i];                    // Euler, for want of something better
            }
        }

        HierarchyRecord record = field.Read(time: 0.1, state);
        #endregion

        HierarchyRecord exact = new TangentHierarchy(kernels, 3).Solve(problem, [0.1], IntegrationMethods.DormandPrince8, StepControl.Adaptive(1e-10, 1e-12)).Records[0];

        // Euler's error: half the step times the second derivative of f, about 20, times the time.
        Assert.InRange(Math.Abs(exact.Outputs[0, 0] - record.Outputs[0, 0]), 1e-6, 1e-3);

        HierarchySolution robust = new TangentHierarchy(kernels, 3).Solve(
            problem with { Loss = new HuberLoss() }, [0.1], IntegrationMethods.Tsitouras5, StepControl.Adaptive(1e-8, 1e-10));
        Assert.True(robust.Records[0].Outputs[0, 0] < exact.Outputs[0, 0]);
    }

    #region hierarchy-loss
    private sealed class HuberLoss : OutputLoss
    {
        public override string Name => "huber";

        public override double? LargestCurvature(int outputs) => 1;  // lets a fixed step be judged before it is taken

        public override void CheckTargets(Matrix<double> targets)
        {
            // Any finite number is a target.
        }

        public override double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets)
        {
            double sum = 0;
            for (int j = 0; j < outputs.Length; j++)
            {
                double error = Math.Abs(outputs[j] - targets[j]);
                sum += error <= 1 ? error * error / 2 : error - 0.5;
            }

            return sum;
        }

        public override void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual)
        {
            for (int j = 0; j < outputs.Length; j++)
            {
                residual[j] = Math.Clamp(outputs[j] - targets[j], -1, 1);
            }
        }

        public override void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature)
        {
            curvature.Clear();
            for (int j = 0; j < outputs.Length; j++)
            {
                curvature[(j * outputs.Length) + j] = Math.Abs(outputs[j] - targets[j]) <= 1 ? 1 : 0;
            }
        }
    }
    #endregion
}
