using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Regression;

namespace NtkAnalytic.Cli.Commands;

/// <summary>Writes what <c>ntk fit</c> found.</summary>
/// <param name="Network">The network.</param>
/// <param name="Data">The data.</param>
/// <param name="Split">Training and test rows.</param>
/// <param name="Targets">The encoding of the target.</param>
/// <param name="Ridge">The ridge, as it was asked for.</param>
/// <param name="Results">One for each kernel.</param>
/// <param name="Time">From the data to the predictions.</param>
/// <param name="Algebra">What did the linear algebra.</param>
internal sealed record FitReport(
    Network Network,
    DataSet Data,
    TrainTestSplit Split,
    Targets Targets,
    Ridge Ridge,
    IReadOnlyList<FitResult> Results,
    TimeSpan Time,
    string Algebra)
{
    private int TestCount => Split.Test.Count;

    private bool IsClassification => Targets.Task == LearningTask.Classification;

    /// <summary>Facts for people.</summary>
    /// <param name="output">Where to.</param>
    public void WriteText(TextWriter output)
    {
        TextOutput.WriteFacts(
            output,
            ("network", Network.ToString()),
            ("data", Data.Describe()),
            ("task", Targets.Description),
            ("rows", $"train {Split.Train}, test {Split.Test}"),
            ("ridge", Ridge.ToString()),
            ("linear algebra", Algebra),
            ("time", $"{NumberText.Rounded(Time.TotalSeconds, 3)} s"));
        foreach (FitResult result in Results)
        {
            Conditioning conditioning = result.Regression.Conditioning;
            output.WriteLine();
            TextOutput.WriteFacts(
                output,
                ("kernel", $"{KindOption.Word(result.Kind).ToUpperInvariant()} ({result.KernelReport.Route}, error about {NumberText.Error(result.KernelReport.ErrorEstimate)} of the scale)"),
                ("accuracy", result.Correct is { } correct ? $"{correct} of {TestCount} ({Percent(correct)} %)" : null),
                ("mean squared error", $"{NumberText.Rounded(result.MeanSquaredError, 5)}{Baseline()}"),
                ("mean posterior variance", $"{NumberText.Rounded(result.Variances.Average(), 5)} (of a Gaussian process with this kernel)"),
                ("condition number", NumberText.Rounded(conditioning.ConditionNumber, 5)),
                ("smallest eigenvalue", NumberText.Rounded(conditioning.SmallestEigenvalue, 5)),
                ("what this implies", conditioning.Implication),
                ("status", result.Status.Name));
        }
    }

    /// <summary>One document.</summary>
    /// <param name="output">Where to.</param>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, new
    {
        Network = NetworkDocument.Of(Network),
        Data = DataDocument.Of(Data),
        TrainRows = Split.Train.Text,
        TestRows = Split.Test.Text,
        TrainCount = Split.Train.Count,
        TestCount,
        Task = Targets.Task.ToString().ToLowerInvariant(),
        Classes = IsClassification ? Targets.Classes : null,
        Ridge = Ridge.ToString(),
        Results = Results.Select(result => new
        {
            Kind = KindOption.Word(result.Kind),
            result.Correct,
            Accuracy = result.Correct / (double)TestCount,
            result.MeanSquaredError,
            BaselineMeanSquaredError = BaselineError(),
            MeanPosteriorVariance = result.Variances.Average(),
            result.Regression.Conditioning.ConditionNumber,
            result.Regression.Conditioning.RidgedConditionNumber,
            result.Regression.Conditioning.SmallestEigenvalue,
            result.Regression.Conditioning.LargestEigenvalue,
            result.Regression.Conditioning.Ridge,
            result.Regression.Conditioning.Implication,
            result.Regression.LogMarginalLikelihood,
            result.KernelReport.Route,
            KernelErrorEstimate = result.KernelReport.ErrorEstimate,
            Status = result.Status.Name,
            result.Status.Advice,
        }).ToArray(),
        LinearAlgebra = Algebra,
        Seconds = Time.TotalSeconds,
    });

    /// <summary>A row for each test row and kernel.</summary>
    /// <param name="output">Where to.</param>
    public void WritePredictions(TextWriter output)
    {
        IEnumerable<string> outputs = IsClassification ? Targets.Classes.Select(value => "output_" + NumberText.Exact(value)) : [];
        CsvOutput.WriteRow(output, ["kind", "row", "target", "prediction", "variance", .. outputs]);
        double[] truth = Data.TargetOf(Split.Test);
        foreach (FitResult result in Results)
        {
            for (int i = 0; i < TestCount; i++)
            {
                IEnumerable<object?> scores = IsClassification ? result.Outputs.Row(i).Cast<object?>() : [];
                CsvOutput.WriteRow(
                    output,
                    [KindOption.Word(result.Kind), Split.Test.Indices[i], truth[i], result.Predictions[i], result.Variances[i], .. scores]);
            }
        }
    }

    private string Percent(int correct) =>
        (100.0 * correct / TestCount).ToString("0.0", System.Globalization.CultureInfo.InvariantCulture);

    private string Baseline() => IsClassification
        ? $" over all {Targets.Classes.Count} columns (0 everywhere: {NumberText.Rounded(BaselineError(), 5)})"
        : $" (the training mean everywhere: {NumberText.Rounded(BaselineError(), 5)})";

    // The error of the prior mean, which is what a fit has to beat.
    private double BaselineError() =>
        Targets.Encode(Data.TargetOf(Split.Test)).PointwisePower(2).Enumerate().Average();
}
