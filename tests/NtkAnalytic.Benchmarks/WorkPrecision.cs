using System.Diagnostics;
using System.Globalization;
using NtkAnalytic.Integrators;
using NtkAnalytic.Tests.Hierarchy;
using NtkAnalytic.Tests.Integrators;

namespace NtkAnalytic.Benchmarks;

/// <summary>Problems of the literature and the hierarchy of a sampled network by every method at ascending accuracy, as a table in Markdown: the error at the end beside what it took.</summary>
internal static class WorkPrecision
{
    private const int Repetitions = 3;

    private static readonly double[] Tolerances = [1e-4, 1e-6, 1e-8, 1e-10, 1e-12];

    /// <summary>Runs and prints.</summary>
    /// <param name="arguments">Names of problems; none for all.</param>
    public static void Run(ReadOnlySpan<string> arguments)
    {
        string[] names = arguments.ToArray();
        Console.WriteLine("| problem | method | tolerance | error | steps | rejected | evaluations | Jacobians | decompositions | solves | ms |");
        Console.WriteLine("|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|");
        IEnumerable<LiteratureProblem> problems = LiteratureProblems.All.Append(HierarchyWorkProblem.Create(IntegrationMethods.DormandPrince8));
        foreach (LiteratureProblem problem in problems.Where(problem => names.Length == 0 || names.Contains(problem.Name)))
        {
            foreach (IntegrationMethod method in IntegrationMethods.All.Where(method => method.IsImplicit || !problem.IsStiff))
            {
                foreach (double tolerance in Tolerances)
                {
                    Console.WriteLine(Row(problem, method, tolerance));
                }
            }
        }
    }

    // The shortest of some times: what else the machine does only lengthens them.
    private static string Row(LiteratureProblem problem, IntegrationMethod method, double tolerance)
    {
        TimeSpan shortest = TimeSpan.MaxValue;
        SampledPath? path = null;
        for (int i = 0; i < Repetitions; i++)
        {
            long start = Stopwatch.GetTimestamp();
            path = Integrator.Sample(problem.Problem, [problem.End], method, problem.Steps(tolerance));
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            shortest = time < shortest ? time : shortest;
        }

        (IntegrationStatistics statistics, StepperWork work) = (path!.Result.Statistics, path.Result.Statistics.Work);
        string error = path.Result.Status.IsSuccess ? problem.Error(path.States[^1]).ToString("0.0e+0", CultureInfo.InvariantCulture) : path.Result.Status.Name;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {problem.Name} | {method.Name} | {tolerance:0e+0} | {error} | {statistics.AcceptedSteps} | {statistics.RejectedSteps} | {work.Evaluations} | {work.Linearisations} | {work.Factorisations} | {work.Solves} | {shortest.TotalMilliseconds:0.0} |");
    }
}
