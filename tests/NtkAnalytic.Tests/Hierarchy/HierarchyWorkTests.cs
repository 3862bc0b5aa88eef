using NtkAnalytic.Integrators;
using NtkAnalytic.Tests.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>What accuracy costs in the hierarchy of order 4 of a sampled network.</summary>
public class HierarchyWorkTests
{
    [Fact]
    public void Two_methods_at_the_tightest_tolerance_agree_to_13_digits()
    {
        LiteratureProblem explicitly = HierarchyWorkProblem.Create(IntegrationMethods.DormandPrince8);
        LiteratureProblem implicitly = HierarchyWorkProblem.Create(IntegrationMethods.KennedyCarpenter5);

        Assert.InRange(explicitly.Error(implicitly.Reference), 0, 1e-13);
    }

    [Theory]
    [InlineData("dormand-prince-5", 1980)]
    [InlineData("tsitouras-5", 1840)]
    [InlineData("dormand-prince-8", 900)]
    [InlineData("kennedy-carpenter-5", 3980)]
    public void Errors_follow_the_tolerance_within_a_budget(string name, long budget)
    {
        LiteratureProblem problem = HierarchyWorkProblem.Create(IntegrationMethods.DormandPrince8);
        IntegrationMethod method = IntegrationMethods.Parse(name);
        foreach (double tolerance in new[] { 1e-4, 1e-6, 1e-8, 1e-10 })
        {
            SampledPath path = Integrator.Sample(problem.Problem, [problem.End], method, problem.Steps(tolerance));

            Assert.Same(IntegrationStatus.Finished, path.Result.Status);

            // What errors of early steps leave decays with the outputs: 0.7 % of the tolerance at most was seen, and evaluations a fifth below the budgets.
            Assert.InRange(problem.Error(path.States[0]), 0, 0.01 * tolerance);
            Assert.True(tolerance > 1e-10 || path.Result.Statistics.Work.Evaluations <= budget, $"It took {path.Result.Statistics.Work.Evaluations} evaluations.");
        }
    }
}
