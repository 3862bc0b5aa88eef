using NtkAnalytic.Integrators;
using Xunit;

namespace NtkAnalytic.Tests.Integrators;

/// <summary>Every method on the problems of the literature that it is meant for, against solutions of 16 digits.</summary>
public class LiteratureTests
{
    // What a tolerance of 1e-10 leaves at the end, a quarter above what was seen: the problem's own growth of errors. Arenstorf's orbit passes the
    // moon twice.
    private static double Growth(string name) => name switch
    {
        "arenstorf" => 2e4,
        "pleiades" => 190,
        _ => 5,
    };

    // A quarter above what was seen at 1e-10, in evaluations of an explicit method of order 5, one of order 8 and the implicit one.
    private static (long Fifth, long Eighth, long Implicit) Budget(string name) => name switch
    {
        "lotka-volterra" => (8_300, 4_150, 27_000),
        "brusselator" => (5_400, 2_750, 16_600),
        "arenstorf" => (7_300, 4_150, 22_100),
        "pleiades" => (10_300, 5_600, 26_600),
        "robertson" => (0, 0, 80_600),
        "hires" => (0, 0, 60_100),
        "van-der-pol" => (0, 0, 123_900),
        _ => (0, 0, 133_900),
    };

    public static TheoryData<string, string> MethodsAndProblems
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (LiteratureProblem problem in LiteratureProblems.All)
            {
                foreach (IntegrationMethod method in IntegrationMethods.All.Where(method => method.IsImplicit || !problem.IsStiff))
                {
                    data.Add(method.Name, problem.Name);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(MethodsAndProblems))]
    public void The_end_is_that_of_the_reference_within_a_budget(string methodName, string name)
    {
        const double Tolerance = 1e-10;
        LiteratureProblem problem = LiteratureProblems.Parse(name);
        IntegrationMethod method = IntegrationMethods.Parse(methodName);

        SampledPath path = Integrator.Sample(problem.Problem, [problem.End], method, problem.Steps(Tolerance));

        Assert.Same(IntegrationStatus.Finished, path.Result.Status);
        double error = problem.Error(path.States[^1]);
        Assert.True(error <= Growth(name) * Tolerance, FormattableString.Invariant($"The error is {error}."));
        (long fifth, long eighth, long implicitOnes) = Budget(name);
        Assert.InRange(path.Result.Statistics.Work.Evaluations, 1, method.IsImplicit ? implicitOnes : method.Order > 5 ? eighth : fifth);
    }

    [Theory]
    [InlineData("robertson")]
    [InlineData("hires")]
    [InlineData("van-der-pol")]
    [InlineData("orego")]
    public void Errors_of_stiff_problems_follow_the_tolerance(string name)
    {
        LiteratureProblem problem = LiteratureProblems.Parse(name);
        foreach (double tolerance in new[] { 1e-5, 1e-7, 1e-9 })
        {
            SampledPath path = Integrator.Sample(problem.Problem, [problem.End], IntegrationMethods.KennedyCarpenter5, problem.Steps(tolerance));
            double error = problem.Error(path.States[^1]);
            Assert.True(error <= 6 * tolerance, FormattableString.Invariant($"At {tolerance:R} the error is {error:R}."));
        }
    }

    // Stability, not accuracy, sets the steps of an explicit method there: the implicit one takes some hundred steps at this tolerance.
    [Fact]
    public void A_stiff_problem_exhausts_an_explicit_method()
    {
        LiteratureProblem problem = LiteratureProblems.Parse("van-der-pol");
        var options = new IntegrationOptions { MaxSteps = 10_000 };

        SampledPath path = Integrator.Sample(problem.Problem, [problem.End], IntegrationMethods.DormandPrince5, problem.Steps(1e-4), options);

        Assert.Same(IntegrationStatus.StepsExhausted, path.Result.Status);
        Assert.Contains("implicit", path.Result.Status.Advice, StringComparison.Ordinal);
    }
}
