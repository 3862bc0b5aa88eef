using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>The hierarchy of order 2 by every integrator is the closed form.</summary>
public class FrozenKernelIntegrationTests
{
    // Where eigenvalues are of order 1, stability holds explicit methods to some t / (3 n) steps: 1e5 of them to the last time.
    private static readonly double[] Times = [1e-6, 1e-4, 1e-2, 1, 10, 100, 1e3, 1e4, 1e5, 1e6];

    public static TheoryData<string, string, HierarchyForm> Settings
    {
        get
        {
            var data = new TheoryData<string, string, HierarchyForm>();
            foreach (IntegrationMethod method in IntegrationMethods.All)
            {
                foreach (string name in new[] { "Distinct", "Millionth", "Repeated" })
                {
                    data.Add(method.Name, name, HierarchyForm.Reduced);
                }

                data.Add(method.Name, "Distinct", HierarchyForm.Plain);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void The_solution_is_the_closed_form_to_the_tolerance(string methodName, string name, HierarchyForm form)
    {
        IntegrationMethod method = IntegrationMethods.Parse(methodName);
        Matrix<double> kernel = FrozenKernelReference.Kernel(name);
        HierarchyProblem problem = FrozenKernelReference.Problem;
        var flow = new FrozenKernelFlow(kernel, problem);
        var hierarchy = new TangentHierarchy(new TangentTensors(5, 2, 1, [Packed(kernel)]), 2, form);
        foreach (double tolerance in new[] { 1e-6, 1e-10 })
        {
            HierarchySolution solution = hierarchy.Solve(problem, Times, method, StepControl.Adaptive(tolerance, tolerance));

            Assert.Same(IntegrationStatus.Finished, solution.Status);
            Assert.Equal(Times.Length, solution.Records.Count);
            foreach (HierarchyRecord record in solution.Records)
            {
                // Errors of single steps add up over those in which a component moves, some tens; outputs are of order 1.
                HierarchyRecord exact = flow.At(record.Time);
                AssertClose(exact.Outputs, record.Outputs, 100 * tolerance);
                AssertClose(exact.TestOutputs!, record.TestOutputs!, 100 * tolerance);
                Assert.Equal(exact.Loss, record.Loss, 100 * tolerance);
                Assert.Equal(exact.TestLoss!.Value, record.TestLoss!.Value, 100 * tolerance);
            }
        }
    }

    // The rows of K^(2) as TangentTensors lays them out: pairs of training indices, then test against training.
    private static double[] Packed(Matrix<double> kernel)
    {
        List<double> rows = [];
        for (int a = 0; a < kernel.RowCount; a++)
        {
            for (int b = 0; b <= Math.Min(a, kernel.ColumnCount - 1); b++)
            {
                rows.Add(kernel[a, b]);
            }
        }

        return [.. rows];
    }

    private static void AssertClose(Matrix<double> expected, Matrix<double> actual, double tolerance) =>
        Assert.Equal(0, (expected - actual).Enumerate().Max(Math.Abs), tolerance);
}
