using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Commands;
using NtkAnalytic.Cli.Output;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class HierarchyCommandTests : IDisposable
{
    private const string Small = " --activation tanh --hidden-layers 1 --train-rows 0:6 --positive 0,2";
    private readonly TemporaryFolder _folder = new();
    private readonly string _table;

    public HierarchyCommandTests() => _table = _folder.WriteTable("table.csv", 20);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_is_what_the_library_gives()
    {
        JsonElement json = Run(" --width 16 --test-rows 10:13 --seed 7 --order 3 --times 0,0.5,2 --compare-training --tolerance 1e-8 --method tsitouras-5 --bias-variance 0.1 --format json").Json();
        double[][] rows = [.. File.ReadLines(_table).Skip(1).Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        var all = Matrix<double>.Build.DenseOfRows(rows);
        var labels = Matrix<double>.Build.Dense(20, 1, (row, _) => all[row, 3] == 1 ? -1 : 1);
        TruncationRun run = TruncationStudy.Compare(
            new TruncationProblem
            {
                Network = new FiniteNetwork(new Network(Activation.Tanh, 1, 2, 0.1), 3, [16]),
                Inputs = all.SubMatrix(0, 6, 0, 3),
                TestInputs = all.SubMatrix(10, 3, 0, 3),
                TestTargets = labels.SubMatrix(10, 3, 0, 1),
                Targets = TruncationTargets.Of(labels.SubMatrix(0, 6, 0, 1)),
            },
            new TruncationOptions
            {
                Backend = new ManagedBackend(Precision.Double),
                Seed = 7,
                Orders = [2, 3, 4],
                Times = [0, 0.5, 2],
                Method = IntegrationMethods.Tsitouras5,
                Steps = StepControl.Adaptive(1e-8, 1e-8),
                Flow = new(1e-8, 1e-8, 1_000_000),
            });
        Assert.Equal("tsitouras-5", json.GetProperty("method").GetString());
        Assert.Equal([3, 4], json.GetProperty("estimateOrders").EnumerateArray().Select(order => order.GetInt32()));
        JsonElement[] records = [.. json.GetProperty("records").EnumerateArray()];
        JsonElement[] comparison = [.. json.GetProperty("comparison").EnumerateArray()];
        Assert.Equal(3, records.Length);
        for (int i = 0; i < 3; i++)
        {
            Hierarchy.HierarchyRecord expected = run.Solution(3).Records[i];
            Assert.Equal(expected.Loss, Number(records[i], "loss"));
            Assert.Equal(expected.TestLoss, Number(records[i], "testLoss"));
            Assert.Equal(expected.KernelChange, Number(records[i], "kernelChange"));
            Assert.Equal(expected.TestOutputs!.Column(0), records[i].GetProperty("testOutputs").EnumerateArray().Select(value => value.GetDouble()));
            Assert.Equal(run.Estimate(3)!.Records[i].Outputs, Number(records[i], "outputEstimate"));
            Assert.Equal(run.Estimate(3)!.Records[i].TestOutputs, Number(records[i], "testEstimate"));
            Assert.Equal(run.Estimate(3)!.Records[i].Kernel, Number(records[i], "kernelEstimate"));
            Assert.Equal(Math.Sqrt((expected.Outputs - run.InitialOutputs).PointwisePower(2).Enumerate().Average()), Number(records[i], "outputChange"), 1e-14);
            JsonElement[] errors = [.. comparison[i].GetProperty("errors").EnumerateArray()];
            Assert.Equal([2, 3], errors.Select(error => error.GetProperty("order").GetInt32()));
            Assert.Equal(run.Records[i].Of(3).Output, Number(errors[1], "output"));
            Assert.Equal(run.Records[i].Of(3).Kernel, Number(errors[1], "kernel"));
            Assert.Equal(run.Records[i].Of(2).Test, Number(errors[0], "test"));
            Assert.Equal(run.Records[i].KernelChange, Number(comparison[i], "kernelChange"));
        }

        Assert.Equal(run.Records[2].ExplainedShare(3), Number(comparison[2].GetProperty("errors")[1], "explainedShare"));
        Assert.Equal(run.KernelNorms, json.GetProperty("run").GetProperty("kernelNorms").EnumerateArray().Select(value => value.GetDouble()));
        Assert.Equal(8 * 21 * (1 + 6 + 36) + (8 * 18 * (1 + 6 + 36)), json.GetProperty("memory").GetProperty("tensorBytes").GetDouble());
        double accuracy = run.Solution(3).Records[2].TestOutputs!.Column(0).Zip(labels.Column(0).Skip(10), (output, label) => output * label > 0 ? 1.0 : 0).Average();
        Assert.Equal(accuracy, Number(records[2], "testAccuracy"));
    }

    [Fact]
    public void Text_csv_and_picture_say_the_same_as_json()
    {
        string svg = _folder.PathOf("errors.svg");
        const string Options = " --width 16 --test-rows 10:13 --times 0:2:3 --compare-training --tolerance 1e-7";
        JsonElement json = Run(Options + " --format json").Json();
        CommandResult text = Run($"{Options} --svg {svg}");
        Assert.Equal(ExitCode.Done, text.Code);
        string[] sentences = [.. json.GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetString()!)];
        Assert.Equal(sentences, text.OutputLines[^sentences.Length..]);
        Assert.Contains("order 4, reduced form, stored tensors", text.Fact("hierarchy"), StringComparison.Ordinal);
        Assert.Contains("+1 for label 0, 2, -1 for the rest", text.Fact("task"), StringComparison.Ordinal);
        Assert.Matches(@"^ntk: order 4, and 5 for the estimate, of 6 rows and 3 rows of test: tensors [\d.]+ kB, kernels [\d.]+ kB, integration [\d.]+ kB$", Assert.Single(text.ErrorLines));
        IReadOnlyList<IReadOnlyDictionary<string, string>> csv = Run(Options + " --format csv").Csv();
        JsonElement last = json.GetProperty("comparison")[2];
        Assert.Equal(last.GetProperty("errors")[2].GetProperty("output").GetRawText(), csv[2]["output_error_4"]);
        Assert.Equal(last.GetProperty("errors")[0].GetProperty("kernel").GetRawText(), csv[2]["kernel_error_2"]);
        Assert.Equal(last.GetProperty("loss").GetRawText(), csv[2]["trained_loss"]);
        Assert.Equal(json.GetProperty("records")[1].GetProperty("loss").GetRawText(), csv[1]["loss"]);
        Assert.Equal(json.GetProperty("records")[1].GetProperty("kernelEstimate").GetRawText(), csv[1]["kernel_estimate"]);
        string[][] kernels = Tables(text)[2];
        Assert.Equal([.. new[] { 0, 1, 2 }.Select(i => NumberText.Rounded(Number(last.GetProperty("errors")[i], "kernel"), 5))], kernels[^1][2..]);
        Assert.Equal(["t", "order 3", "order 4"], Tables(text)[4][0]);
        Assert.Equal($"{NumberText.Rounded(100 * Number(last.GetProperty("errors")[2], "explainedShare"), 3)} %", Tables(text)[4][^1][2]);

        // The sentences are made of the same numbers.
        JsonElement frozen = last.GetProperty("errors")[0];
        JsonElement highest = last.GetProperty("errors")[2];
        double fallen = 1 - (Number(last, "loss") / Number(json.GetProperty("comparison")[0], "loss"));
        Assert.StartsWith($"At t = 2, where the loss has fallen by {NumberText.Rounded(100 * fallen, 3)} %, ", sentences[1], StringComparison.Ordinal);
        foreach ((string what, string name) in new[] { ("order 4 is", "output"), ("test predictions", "test"), ("tangent kernel", "kernel") })
        {
            Assert.Contains($"{what} {HierarchyText.Beside(Number(highest, name), Number(frozen, name))}", sentences[1], StringComparison.Ordinal);
        }

        double estimated = Number(json.GetProperty("records")[2], "outputEstimate");
        Assert.Contains($"of order 4 from order 5 is {NumberText.Rounded(estimated / Number(highest, "output"), 3)} times the true one", sentences[^1], StringComparison.Ordinal);
        string picture = File.ReadAllText(svg);
        Assert.All(["order 2", "order 3", "order 4", "moved", "test predictions"], word => Assert.Contains(word, picture, StringComparison.Ordinal));

        // The rounding errors of the start would add ticks of 1e-12 and 1e-15.
        Assert.DoesNotContain("10⁻¹", picture.Replace("10⁻¹<", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_training_it_gives_the_hierarchy_with_an_estimate()
    {
        string svg = _folder.PathOf("loss.svg");
        CommandResult result = Run($" --width 16 --order 2 --times 0,1 --svg {svg}");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.DoesNotContain("trained", result.Output, StringComparison.Ordinal);
        Assert.Contains("orders 2 and 3", result.Fact("estimate"), StringComparison.Ordinal);
        Assert.Equal(["0", "1"], result.Table("t")[1..].Select(row => row[0]), StringComparer.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(svg), StringComparison.Ordinal);

        // Both forms, with tensors and without, and with steps of one length: the same to the tolerance.
        string expected = Last(Run(" --width 16 --order 4 --times 1 --tolerance 1e-11 --format csv"));
        foreach (string other in new[] { "--form plain --tolerance 1e-11", "--tensors none --tolerance 1e-11", "--step 0.02 --method dormand-prince-8" })
        {
            string actual = Last(Run($" --width 16 --order 4 --times 1 --format csv {other}"));
            Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), double.Parse(actual, CultureInfo.InvariantCulture), 1e-9);
        }

        static string Last(CommandResult result) => result.Csv()[^1]["loss"];
    }

    [Fact]
    public void Several_widths_give_powers_of_the_width()
    {
        string svg = _folder.PathOf("widths.svg");
        const string Options = " --widths 8,32,128 --seeds 3 --order 4 --times 0,1 --tolerance 1e-9 --weight-variance 1 --targets relative";
        JsonElement json = Run(Options + " --format json").Json().GetProperty("scaling");
        JsonElement order2 = json.GetProperty("quantities").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "outputError2");
        Assert.Equal(3, order2.GetProperty("geometricMeans").GetArrayLength());
        Assert.InRange(Number(order2, "exponent"), -1.6, -0.4);
        Assert.DoesNotContain("NaN", json.GetRawText(), StringComparison.Ordinal);
        TruncationScaling expected = Scaling();
        Assert.Equal(expected.OfOutputs(4)!.Exponent, Exponent("outputError4"));
        Assert.Equal(expected.OfKernel(3)!.Exponent, Exponent("kernelError3"));
        Assert.Equal(expected.OfKernelNorm(4)!.Exponent, Exponent("kernelNorm4"));
        Assert.Equal(expected.OfKernelChange()!.Exponent, Exponent("kernelChange"));
        Assert.DoesNotContain(json.GetProperty("quantities").EnumerateArray(), one => one.GetProperty("name").GetString()!.StartsWith("test", StringComparison.Ordinal));
        JsonElement kernel = json.GetProperty("quantities").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "kernelError3");
        Assert.Equal(Math.Exp(expected.Runs[1].Average(run => Math.Log(run.Records[^1].Of(3).Kernel))), kernel.GetProperty("geometricMeans")[1].GetDouble(), 1e-14);
        double Exponent(string name) => Number(json.GetProperty("quantities").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name), "exponent");
        Assert.Equal([2, 4], json.GetProperty("bounds").EnumerateArray().Select(bound => bound.GetProperty("order").GetInt32()));
        CommandResult text = Run($"{Options} --svg {svg}");
        Assert.Contains("C = ", text.Output, StringComparison.Ordinal);
        Assert.Contains("which is fitted", text.Output, StringComparison.Ordinal);
        string[][] table = text.Table("quantity");
        Assert.Equal(["quantity", "width 8", "width 32", "width 128"], table[0], StringComparer.Ordinal);
        Assert.Equal(["f, order 2", "f, order 3", "f, order 4", "K, order 2"], table[1..5].Select(row => row[0]), StringComparer.Ordinal);
        Assert.Equal(NumberText.Rounded(order2.GetProperty("geometricMeans")[1].GetDouble(), 5), table[1][2]);
        Assert.Contains("order 4", File.ReadAllText(svg), StringComparison.Ordinal);

        // Three networks of three widths, two times, three orders; the errors are those that the exponents are of.
        var rows = Run(Options + " --format csv").Csv();
        Assert.Equal(3 * 3 * 2 * 3, rows.Count);
        double mean = Math.Exp(rows.Where(row => row["width"] == "32" && row["time"] == "1" && row["order"] == "2")
            .Average(row => Math.Log(double.Parse(row["output_error"], CultureInfo.InvariantCulture))));
        Assert.Equal(order2.GetProperty("geometricMeans")[1].GetDouble(), mean, 1e-12);
    }

    [Fact]
    public void A_smooth_activation_stands_for_one_with_a_kink_and_is_named()
    {
        CommandResult result = Ntk.Line($"hierarchy --data {_table} --positive 0,2 --train-rows 0:6 --hidden-layers 1 --width 8 --order 3 --times 0,1 --smooth softplus");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("softplus stands for relu", result.Fact("activation"), StringComparison.Ordinal);

        // The frozen kernel needs no derivative of the kernel.
        result = Ntk.Line($"hierarchy --data {_table} --positive 0,2 --train-rows 0:6 --hidden-layers 1 --width 8 --order 2 --times 0,1");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Contains("order 3 is not to be had", result.Fact("estimate"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_come_to_its_end_has_exit_code_2()
    {
        CommandResult result = Run(" --width 8 --times 0,100 --max-steps 5");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Contains(result.ErrorLines, line => line.Contains("order 4 at t = ", StringComparison.Ordinal) && line.Contains("steps-exhausted", StringComparison.Ordinal));
        Assert.Equal(["0"], result.Table("t")[1..].Select(row => row[0]), StringComparer.Ordinal);
    }

    // Order 3 becomes infinite, and only the estimate wants it. Beside training it ends the tables of errors.
    [Fact]
    public void What_fails_in_the_order_of_the_estimate_alone_is_a_line()
    {
        const string Options = " --width 4 --order 2 --times 0,1000 --weight-variance 1";
        CommandResult result = Run(Options);
        Assert.Contains(result.ErrorLines, line => line.StartsWith("ntk: order 3 (for the estimate) at t = ", StringComparison.Ordinal) && line.Contains("step-too-small", StringComparison.Ordinal));
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(["0", "1000"], result.Table("t")[1..].Select(row => row[0]), StringComparer.Ordinal);
        Assert.Equal(ExitCode.NotConverged, Run(Options + " --compare-training").Code);
        Assert.Equal(ExitCode.NotConverged, Run(Options.Replace("--order 2", "--order 3", StringComparison.Ordinal)).Code);
    }

    [Fact]
    public void A_lower_order_may_be_for_the_estimate()
    {
        CommandResult result = Run(" --width 8 --order 4 --times 0,100 --max-steps 5 --tensors none");
        Assert.Contains(result.ErrorLines, line => line.Contains("order 3 (for the estimate) at t = ", StringComparison.Ordinal) && line.Contains(", order 4 at t = ", StringComparison.Ordinal));
        result = Run(" --width 8 --order 4 --times 0,100 --max-steps 5 --tensors none --compare-training");
        Assert.Contains(result.ErrorLines, line => line.Contains("order 3 at t = ", StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_are_counted_for_training_too()
    {
        CommandResult result = Run(" --width 8 --order 2 --times 0,100 --max-steps 5 --compare-training");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Contains(result.ErrorLines, line => line.Contains("training: steps-exhausted", StringComparison.Ordinal));
        Assert.Contains(result.ErrorLines, line => line.Contains("order 2 at t = ", StringComparison.Ordinal) && line.Contains("order 3 (for the estimate) at t = ", StringComparison.Ordinal));
        Assert.DoesNotContain(result.OutputLines, line => line.Contains("has fallen", StringComparison.Ordinal));
    }

    [Fact]
    public void Steps_of_one_length_have_no_tolerance_but_training_has()
    {
        JsonElement json = Run(" --width 8 --order 2 --times 0,1 --step 0.1 --compare-training --format json").Json();
        Assert.False(json.TryGetProperty("tolerance", out _));
        Assert.Equal(0.1, Number(json, "step"));
        Assert.Equal(1e-9, Number(json, "trainingTolerance"));
    }

    [Fact]
    public void Cancelled_it_shows_what_was_reached()
    {
        using CancellationTokenSource early = new();
        early.Cancel();
        Assert.Equal(ExitCode.Cancelled, Ntk.Run(early.Token, Words(" --width 8 --times 0,1")).Code);
        string endless = $"hierarchy --data {_table} --positive 0,2 --train-rows 0:6 --hidden-layers 1 --width 8 --order 2 --format csv --times 0,0.001";
        CommandResult broken;
        double milliseconds = 20;
        do
        {
            // There is no end to reach, and an order 2 without an estimate cannot become infinite before it is stopped.
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(milliseconds *= 1.5));
            broken = Ntk.Run(stop.Token, $"{endless},1e12 --max-steps 1000000000".Split(' '));
            Assert.Equal(ExitCode.Cancelled, broken.Code);
        }
        while (broken.OutputLines.Length < 3);
        Assert.Equal(Ntk.Line(endless).Csv()[0], broken.Csv()[0]);
        Assert.Equal(2, broken.ErrorLines.Length);
        Assert.Contains("cancelled; what was reached is shown", broken.ErrorLines[1], StringComparison.Ordinal);
    }

    // Of a mirrored network K^(3) = K^(5) = 0 at the start, so that orders 4 and 5 have the same solution.
    [Fact]
    public void The_estimate_of_a_mirrored_network_is_from_an_order_that_differs()
    {
        foreach ((string options, string fact, double[] orders) in new (string, string, double[])[]
        {
            ("--order 4", "orders 4 and 6", [4, 6]),
            ("--order 3", "orders 3 and 4", [3, 4]),
            ("--order 4 --tensors none", "order 3: its difference from order 4", [3, 4]),
            ("--order 2 --tensors none", "of a mirrored network order 3 adds nothing", []),
        })
        {
            string line = $" --width 8 --initialization mirrored --times 0,2 {options}";
            Assert.Contains(fact, Run(line).Fact("estimate"), StringComparison.Ordinal);
            JsonElement json = Run(line + " --format json").Json();
            Assert.Equal(orders, json.TryGetProperty("estimateOrders", out JsonElement both) ? both.EnumerateArray().Select(order => order.GetDouble()) : []);
            Assert.True(orders.Length == 0 || Number(json.GetProperty("records")[1], "outputEstimate") > 1e-7);
        }

        // With training there are orders in between that tell nothing of each other.
        Assert.DoesNotContain(Run(" --width 8 --initialization mirrored --times 0,2 --order 4 --compare-training").OutputLines, line => line.Contains("from order 3 is", StringComparison.Ordinal));
    }

    [Fact]
    public void Tables_stay_within_120_columns()
    {
        CommandResult result = Run(" --width 16 --test-rows 10:13 --order 5 --times 0,0.123,1,10 --compare-training");
        Assert.Equal(5, result.OutputLines.Count(line => line.Contains('─', StringComparison.Ordinal)));
        Assert.All(result.OutputLines.Where(line => line.Contains('─', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 20, 120));
        result = Run(" --widths 4,8,16,32,64 --seeds 2 --test-rows 10:13 --order 5 --times 0,1");
        Assert.Equal(2, result.OutputLines.Count(line => line.Contains('─', StringComparison.Ordinal)));
        Assert.All(result.OutputLines.Where(line => line.Contains('─', StringComparison.Ordinal)), line => Assert.InRange(line.Length, 20, 120));
    }

    [Fact]
    public void Errors_are_said_to_be_smaller_or_larger()
    {
        string[] sentences = [.. Run(" --width 16 --test-rows 10:13 --order 4 --times 0,2 --compare-training --format json").Json().GetProperty("sentences").EnumerateArray().Select(one => one.GetString()!)];
        Assert.Matches(@"^At t = 2, where the loss has fallen by [\d.]+ %, the error of the outputs of order 4 is [\d.]+ times smaller than that of the frozen kernel, that of the test predictions [\d.]+ times (smaller|larger), that of the tangent kernel [\d.]+ times smaller\.$", sentences[1]);
        Assert.Equal(["3 times smaller", "1 times smaller", "2.5 times larger"], [HierarchyText.Beside(1, 3), HierarchyText.Beside(2, 2), HierarchyText.Beside(5, 2)]);
    }

    // The study of Several_widths_give_powers_of_the_width in the library; relative labels are residuals f - y = -label.
    private TruncationScaling Scaling()
    {
        double[][] rows = [.. File.ReadLines(_table).Skip(1).Take(6).Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        return TruncationScaling.Measure(
            new TruncationProblem
            {
                Network = new FiniteNetwork(new Network(Activation.Tanh, 1, 1), 3, [8]),
                Inputs = Matrix<double>.Build.Dense(6, 3, (row, column) => rows[row][column]),
                Targets = TruncationTargets.WithInitialResiduals(Matrix<double>.Build.Dense(6, 1, (row, _) => rows[row][3] == 1 ? 1 : -1)),
            },
            [8, 32, 128],
            3,
            new TruncationOptions
            {
                Backend = new ManagedBackend(Precision.Double),
                Seed = 1,
                Orders = [2, 3, 4],
                Times = [0, 1],
                Method = IntegrationMethods.DormandPrince5,
                Steps = StepControl.Adaptive(1e-9, 1e-9),
                Flow = new(1e-9, 1e-9, 1_000_000),
            });
    }

    // All tables of the text, which begin with t.
    private static string[][][] Tables(CommandResult result)
    {
        List<string[][]> tables = [];
        for (int i = 0; i + 1 < result.OutputLines.Length; i++)
        {
            if (result.OutputLines[i + 1].Contains('─', StringComparison.Ordinal))
            {
                tables.Add([Cells(result.OutputLines[i]), .. result.OutputLines.Skip(i + 2).TakeWhile(line => line.Trim().Length > 0).Select(Cells)]);
            }
        }

        return [.. tables];

        static string[] Cells(string line) => line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static double Number(JsonElement element, string name) => element.GetProperty(name).GetDouble();

    private string[] Words(string options) => $"hierarchy --data {_table}{Small}{options}".Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private CommandResult Run(string options) => Ntk.Run(Words(options));
}
