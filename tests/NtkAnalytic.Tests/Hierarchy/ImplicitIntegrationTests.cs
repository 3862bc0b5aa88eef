using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>The implicit method on hierarchies, with the structured linear systems, against an explicit one.</summary>
public class ImplicitIntegrationTests
{
    public static TheoryData<int, HierarchyForm, int, string> Cases
    {
        get
        {
            var data = new TheoryData<int, HierarchyForm, int, string>();
            foreach (int order in new[] { 3, 4, 5 })
            {
                foreach (HierarchyForm form in Enum.GetValues<HierarchyForm>())
                {
                    foreach (int outputs in new[] { 1, 2 })
                    {
                        data.Add(order, form, outputs, "squared");
                        data.Add(order, form, outputs, "cross-entropy");
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_agrees_with_an_explicit_method_in_few_iterations(int order, HierarchyForm form, int outputs, string loss)
    {
        TangentTensors tensors = RandomTensors.Draw(outputs == 1 ? 4 : 2, 1, outputs, order, seed: order, scale: 0.3);
        HierarchyProblem problem = RandomTensors.Problem(tensors, loss == "squared" ? OutputLoss.Squared : OutputLoss.CrossEntropy, seed: 41);
        var hierarchy = new TangentHierarchy(tensors, order, form);
        double[] times = [0.3, 1, 3];
        HierarchySolution expected = hierarchy.Solve(problem, times, IntegrationMethods.DormandPrince8, StepControl.Adaptive(1e-13, 1e-13));
        Assert.InRange(expected.Records[^1].KernelChange!.Value, 1e-3, 1);
        foreach (double tolerance in new[] { 1e-4, 1e-7, 1e-10 })
        {
            HierarchySolution solution = hierarchy.Solve(problem, times, IntegrationMethods.KennedyCarpenter5, StepControl.Adaptive(tolerance, tolerance));

            Assert.Same(IntegrationStatus.Finished, solution.Status);
            double error = 0;
            for (int i = 0; i < times.Length; i++)
            {
                error = Math.Max(error, (solution.Records[i].Outputs - expected.Records[i].Outputs).Enumerate().Max(Math.Abs));
                error = Math.Max(error, (solution.Records[i].TestOutputs! - expected.Records[i].TestOutputs!).Enumerate().Max(Math.Abs));
            }

            IntegrationStatistics statistics = solution.Statistics;
            double iterations = ((double)statistics.Work.Solves / (statistics.AcceptedSteps + statistics.RejectedSteps) - 1) / 6;

            // At most 1.3 times the tolerance and 2.9 iterations a stage were seen.
            Assert.InRange(error, 0, 2 * tolerance);
            Assert.InRange(iterations, 1, 3.5);
        }
    }

    [Fact]
    public void Long_times_with_an_ill_conditioned_kernel_take_a_few_hundred_steps()
    {
        (TangentTensors tensors, double[] targets) = ConditionedTensors.Draw(4, 4, 1e6, 0.1, seed: 51);
        var problem = new HierarchyProblem
        {
            Loss = OutputLoss.Squared,
            Targets = Matrix<double>.Build.DenseOfColumnMajor(4, 1, targets),
            InitialOutputs = Matrix<double>.Build.Dense(4, 1),
        };
        var hierarchy = new TangentHierarchy(tensors, 4);
        StepControl steps = StepControl.Adaptive(1e-6, 1e-6);

        HierarchySolution implicitly = hierarchy.Solve(problem, [1e4, 1e8], IntegrationMethods.KennedyCarpenter5, steps);
        HierarchySolution eighth = hierarchy.Solve(problem, [1e4], IntegrationMethods.DormandPrince8, steps);
        HierarchySolution fifth = hierarchy.Solve(problem, [1e4, 1e8], IntegrationMethods.Tsitouras5, steps, new HierarchyOptions { MaxSteps = 10_000 });

        // 119 were seen, against 479 up to 1e4 of the method of order 8 and 8e6 up to 1e8, at 12 a step, of that of order 5.
        Assert.Same(IntegrationStatus.Finished, implicitly.Status);
        Assert.InRange(implicitly.Statistics.AcceptedSteps + implicitly.Statistics.RejectedSteps, 1, 150);
        Assert.InRange(eighth.Statistics.AcceptedSteps, 400, 1000);
        Assert.InRange(implicitly.Records[1].KernelChange!.Value, 0.01, 1);
        Assert.Equal(0, (implicitly.Records[0].Outputs - eighth.Records[0].Outputs).Enumerate().Max(Math.Abs), 1e-5);
        Assert.Equal(0, (implicitly.Records[1].Outputs - problem.Targets).Enumerate().Max(Math.Abs), 1e-4);
        Assert.Same(IntegrationStatus.StepsExhausted, fifth.Status);
        Assert.InRange(fifth.Time, 1e4, 1e6);
    }

    [Theory]
    [InlineData(HierarchyForm.Reduced, "squared")]
    [InlineData(HierarchyForm.Reduced, "cross-entropy")]
    [InlineData(HierarchyForm.Plain, "squared")]
    public void Steps_allocate_nothing(HierarchyForm form, string loss)
    {
        TangentTensors tensors = RandomTensors.Draw(3, 1, 2, 4, seed: 61, scale: 0.1);
        HierarchyProblem problem = RandomTensors.Problem(tensors, loss == "squared" ? OutputLoss.Squared : OutputLoss.CrossEntropy, seed: 62);
        HierarchyField field = new TangentHierarchy(tensors, 4, form).CreateField(problem);
        StepControl steps = StepControl.Adaptive(1e-10, 1e-10);
        Allocated(60);
        Assert.Equal(Allocated(20), Allocated(60));

        long Allocated(long count)
        {
            var start = new InitialValueProblem(field, 0, field.InitialState);
            var options = new IntegrationOptions { MaxSteps = count };
            long before = GC.GetAllocatedBytesForCurrentThread();
            IntegrationResult result = Integrator.Integrate(start, [100], IntegrationMethods.KennedyCarpenter5, steps, (_, _, _) => { }, options);
            long after = GC.GetAllocatedBytesForCurrentThread();
            Assert.Same(IntegrationStatus.StepsExhausted, result.Status);
            return after - before;
        }
    }
}
