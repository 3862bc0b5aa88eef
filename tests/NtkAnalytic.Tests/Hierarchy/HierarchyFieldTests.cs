using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

public class HierarchyFieldTests
{
    // The method is of order 4: 400 steps of 1/200 leave about (1/200)^4 = 6e-10 of either form, with smaller constants here.
    private const int Steps = 400;
    private const double Time = 2;

    public static TheoryData<int, int, int, int, string> Cases => new()
    {
        { 2, 3, 2, 1, "squared" },
        { 3, 4, 0, 1, "squared" },
        { 3, 3, 2, 2, "squared" },
        { 4, 4, 2, 1, "squared" },
        { 4, 2, 1, 2, "cross-entropy" },
        { 4, 3, 2, 1, "cross-entropy" },
        { 5, 3, 1, 1, "squared" },
        { 5, 2, 1, 2, "cross-entropy" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_reduced_form_and_the_plain_form_have_the_same_solution(int order, int points, int testPoints, int outputs, string loss)
    {
        TangentTensors tensors = RandomTensors.Draw(points, testPoints, outputs, order, seed: order);
        HierarchyProblem problem = RandomTensors.Problem(tensors, loss == "squared" ? OutputLoss.Squared : OutputLoss.CrossEntropy, seed: 7);
        HierarchyField reduced = new TangentHierarchy(tensors, order).CreateField(problem);
        HierarchyField plain = new TangentHierarchy(tensors, order, HierarchyForm.Plain).CreateField(problem);
        HierarchyRecord first = reduced.Read(Time, ReferenceFlow.Integrate(reduced, reduced.InitialState, Time, Steps), keepKernel: true);
        HierarchyRecord second = plain.Read(Time, ReferenceFlow.Integrate(plain, plain.InitialState, Time, Steps), keepKernel: true);
        Assert.InRange((first.Outputs - second.Outputs).FrobeniusNorm(), 0, 1e-10);
        Assert.InRange((first.Kernel! - second.Kernel!).FrobeniusNorm(), 0, 1e-10);
        if (testPoints > 0)
        {
            Assert.InRange((first.TestOutputs! - second.TestOutputs!).FrobeniusNorm(), 0, 1e-10);
        }

        // The comparison means something only where the kernel has moved.
        Assert.True(order == 2 ? first.KernelChange == 0 : first.KernelChange > 0.01, $"change {first.KernelChange}");
    }

    [Fact]
    public void Both_forms_agree_whatever_the_shape()
    {
        var draws = from points in Gen.Choose(1, 3)
                    from testPoints in Gen.Choose(0, 2)
                    from outputs in Gen.Choose(1, 2)
                    from order in Gen.Choose(2, 5)
                    from isSquared in Gen.Elements(true, false)
                    from seed in Gen.Choose(0, 1000000)
                    select (points, testPoints, outputs, order, isSquared, seed);
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(25).WithReplay(4, 9), Prop.ForAll(draws.ToArbitrary(), draw =>
        {
            TangentTensors tensors = RandomTensors.Draw(draw.points, draw.testPoints, draw.outputs, draw.order, draw.seed, scale: 0.3);
            HierarchyProblem problem = RandomTensors.Problem(tensors, draw.isSquared ? OutputLoss.Squared : OutputLoss.CrossEntropy, draw.seed);
            HierarchyRecord At(HierarchyForm form) => new TangentHierarchy(tensors, draw.order, form).Solve(
                problem, [0.5], IntegrationMethods.DormandPrince8, StepControl.Adaptive(1e-12, 1e-13), new HierarchyOptions { KeepKernels = true }).Records[0];
            HierarchyRecord reduced = At(HierarchyForm.Reduced);
            HierarchyRecord plain = At(HierarchyForm.Plain);
            Assert.InRange((reduced.Outputs - plain.Outputs).FrobeniusNorm(), 0, 1e-10);
            Assert.InRange((reduced.Kernel! - plain.Kernel!).FrobeniusNorm(), 0, 1e-10 * (1 + plain.Kernel!.FrobeniusNorm()));
        }));
    }
}
