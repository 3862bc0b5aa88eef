using System.Globalization;
using System.Text.Json;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public sealed class TrainCommandTests : IDisposable
{
    private const string Small = " --hidden-layers 1 --width 8 --train-rows 0:20 --kernel-points 5";
    private readonly TemporaryFolder _folder = new();
    private readonly string _table;

    public TrainCommandTests() => _table = _folder.WriteTable("table.csv", 30);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Json_is_what_the_library_gives()
    {
        JsonElement json = Run(" --samples 2 --seed 7 --steps 4 --bias-variance 0.1 --format json").Json();
        double[][] rows = [.. File.ReadLines(_table).Skip(1).Select(line => line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray())];
        MathNet.Numerics.LinearAlgebra.Matrix<double> all = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfRows(rows);
        var targets = MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(30, 3, (i, k) => (all[i, 3] == k ? 1 : 0) - (1 / 3.0));
        var network = new FiniteNetwork(new Network(Activation.Relu, 1, 2, 0.1), 3, [8], 3);
        TrainingProblem problem = new TrainingProblem(network, all.SubMatrix(0, 20, 0, 3), targets.SubMatrix(0, 20, 0, 3), TrainingLoss.SquaredError)
            .WithTest(all.SubMatrix(20, 10, 0, 3), targets.SubMatrix(20, 10, 0, 3))
            .WithKernel(all.SubMatrix(0, 5, 0, 3))
            .AsClassification();
        TrainingResult expected = Trainer.Train(problem, new GradientDescent(LearningRate.OfLargestStable(0.5)), new TrainingOptions
        {
            Backend = new ManagedBackend(Precision.Double),
            Seed = 7,
            Networks = 2,
            RecordAt = [0, 1, 2, 4],
        });
        Assert.Equal("squared", json.GetProperty("loss").GetString());
        Assert.Equal("gradient-descent", json.GetProperty("optimizer").GetString());
        JsonElement[] runs = [.. json.GetProperty("runs").EnumerateArray()];
        Assert.Equal(2, runs.Length);
        for (int b = 0; b < 2; b++)
        {
            TrainingRun run = expected.Runs[b];
            Assert.Equal("finished", runs[b].GetProperty("status").GetString());
            Assert.Equal(run.LearningRate, runs[b].GetProperty("learningRate").GetDouble());
            JsonElement[] records = [.. runs[b].GetProperty("records").EnumerateArray()];
            Assert.Equal(run.Records.Select(record => record.TrainLoss), records.Select(record => record.GetProperty("trainLoss").GetDouble()));
            Assert.Equal(run.Records.Select(record => record.TestAccuracy), records.Select(record => (double?)record.GetProperty("testAccuracy").GetDouble()));
            Assert.Equal(run.Records.Select(record => record.KernelChange), records.Select(record => (double?)record.GetProperty("kernelChange").GetDouble()));
        }

        JsonElement mean = json.GetProperty("records")[3].GetProperty("trainLoss");
        double[] losses = [.. expected.Runs.Select(run => run.Records[3].TrainLoss)];
        Assert.Equal(losses.Average(), mean.GetProperty("mean").GetDouble(), 1e-15);
        Assert.Equal(Math.Abs(losses[0] - losses[1]) / 2, mean.GetProperty("standardError").GetDouble(), 1e-15);
    }

    [Fact]
    public void Text_and_csv_say_the_same_as_json()
    {
        const string Options = " --loss cross-entropy --optimizer momentum --batch-size 6 --learning-rate 0.05 --times 0:20:3";
        JsonElement json = Run(Options + " --format json").Json();
        CommandResult text = Run(Options);
        string[] sentences = [.. json.GetProperty("regime").GetProperty("sentences").EnumerateArray().Select(sentence => sentence.GetString()!)];
        Assert.Equal(sentences, text.OutputLines[^sentences.Length..]);
        Assert.Contains("momentum 0.9, learning rate 0.05, minibatches of 6", text.Fact("optimizer"), StringComparison.Ordinal);
        Assert.Equal(["0", "10", "20"], text.Table("step")[1..].Select(row => row[0]), StringComparer.Ordinal);
        var csv = Run(Options + " --format csv").Csv();
        JsonElement[] records = [.. json.GetProperty("runs")[0].GetProperty("records").EnumerateArray()];
        Assert.Equal(records.Select(record => record.GetProperty("trainLoss").GetRawText()), csv.Select(row => row["train_loss"]), StringComparer.Ordinal);
        Assert.Equal(records.Select(record => record.GetProperty("relativeParameterDistance").GetDouble()), csv.Select(row => double.Parse(row["relative_parameter_distance"], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public void Flow_is_recorded_at_its_times_and_drawn()
    {
        string svg = _folder.PathOf("flow.svg");
        CommandResult result = Run($" --optimizer gradient-flow --times 0,0.5,2 --tolerance 1e-4 --initialization mirrored --precision single --svg {svg}");
        Assert.Equal(ExitCode.Done, result.Code);
        Assert.Equal(["0", "0.5", "2"], result.Table("t")[1..].Select(row => row[0]), StringComparer.Ordinal);
        Assert.Contains("single precision", result.Fact("numbers"), StringComparison.Ordinal);
        Assert.Contains("<svg", File.ReadAllText(svg), StringComparison.Ordinal);
    }

    [Fact]
    public void The_thresholds_of_the_regime_are_those_that_are_documented()
    {
        foreach (string options in new[] { " --learning-rate 0.001", "", " --steps 3000" })
        {
            JsonElement json = Run(options + " --format json").Json();
            double change = json.GetProperty("records").EnumerateArray().Last().GetProperty("kernelChange").GetProperty("mean").GetDouble();
            JsonElement regime = json.GetProperty("regime");
            double part = Math.Max(change, regime.GetProperty("relativeDeviation").GetDouble());
            Assert.Equal(change, regime.GetProperty("drift").GetDouble(), 1e-15);
            Assert.Equal(part <= 0.1 ? "kernel" : part <= 0.5 ? "corrected" : "outside", regime.GetProperty("verdict").GetString());
        }

        // Where theory has nothing to say of the start, the drift alone is judged.
        JsonElement residual = Run(" --architecture residual --steps 1 --learning-rate 1e-6 --format json").Json().GetProperty("regime");
        Assert.Equal("kernel", residual.GetProperty("verdict").GetString());
        Assert.False(residual.TryGetProperty("relativeDeviation", out _));
        Assert.Equal(2, residual.GetProperty("sentences").GetArrayLength());

        Assert.False(Run(" --kernel-points 0 --format json").Json().TryGetProperty("regime", out _));
    }

    [Fact]
    public void A_run_that_diverges_says_at_which_step_and_names_the_largest_stable_rate()
    {
        CommandResult result = Run(" --learning-rate 2000% --times 0,1,500");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        string line = Assert.Single(result.ErrorLines);
        Assert.Matches(@"network 0, step \d+: diverged: .*the largest stable one is [\d.]+", line);
        Assert.Equal(["0", "1"], result.Table("step")[1..].Select(row => row[0]), StringComparer.Ordinal);
        Assert.DoesNotContain("regime", result.Output, StringComparison.Ordinal);
        result = Run(" --optimizer gradient-flow --times 0,1e6 --steps 20");
        Assert.Equal(ExitCode.NotConverged, result.Code);
        Assert.Contains("steps-exhausted", Assert.Single(result.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--optimizer adam --batch-size 7", 1000)]
    [InlineData("--optimizer gradient-flow --steps 2000000000", 10)]
    public void Cancelled_in_the_middle_it_shows_what_was_finished_and_can_go_on(string options, int between)
    {
        string file = _folder.PathOf("run.checkpoint");
        options = " --format csv " + options;
        CommandResult broken;
        double milliseconds = 4;
        do
        {
            // There is no end to reach; sooner or later it is stopped after the start of the training.
            using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(milliseconds *= 1.5));
            broken = Ntk.Run(stop.Token, Words($"{options} --times 0:{100_000 * between}:100001 --checkpoint {file}"));
            Assert.Equal(ExitCode.Cancelled, broken.Code);
        }
        while (!File.Exists(file));

        // Two records more than were made.
        string marks = " --times " + string.Join(',', Enumerable.Range(0, broken.OutputLines.Length + 1).Select(i => i * between)) + options;
        string whole = Run(marks).Output;
        Assert.StartsWith(broken.Output, whole, StringComparison.Ordinal);
        Assert.Contains("--resume", Assert.Single(broken.ErrorLines), StringComparison.Ordinal);
        Assert.Equal(whole, Run(marks + " --resume " + file).Output);

        using CancellationTokenSource early = new();
        early.Cancel();
        Assert.Equal(ExitCode.Cancelled, Ntk.Run(early.Token, Words(marks)).Code);
    }

    [Fact]
    public void A_finished_run_is_resumed_with_more_steps()
    {
        string file = _folder.PathOf("run.checkpoint");
        Assert.Equal(ExitCode.Done, Run(" --times 0,5 --checkpoint " + file).Code);
        Assert.Equal(Run(" --times 0,5,9 --format csv").Output, Run(" --times 0,5,9 --format csv --resume " + file).Output);
        Run(" --times 0,5,9 --seed 2 --resume " + file).AssertRefused("another seed: 1, and not 2");
        Run(" --times 0,5,9 --optimizer adam --resume " + file).AssertRefused("another method");
        File.WriteAllText(file, "nothing");
        Run(" --times 0,5,9 --resume " + file).AssertRefused("is no checkpoint");
        Run(" --times 0,5,9 --resume " + file + "x").AssertRefused("There is no checkpoint");
    }

    [Theory]
    [InlineData("--width 0", "width must be at least 1", "0")]
    [InlineData("--width 1000000000", "GiB", "smaller width")]
    [InlineData("--target none", "--target none")]
    [InlineData("--loss cross-entropy --target a", "cross-entropy needs a target of few whole numbers")]
    [InlineData("--optimizer gradient-flow", "needs --times")]
    [InlineData("--optimizer gradient-flow --times 0,1 --batch-size 3", "--batch-size means nothing to --optimizer gradient-flow")]
    [InlineData("--tolerance 1e-3", "--tolerance means nothing")]
    [InlineData("--momentum 0.5", "--momentum means nothing")]
    [InlineData("--optimizer momentum --momentum 1", "momentum", "less than 1")]
    [InlineData("--optimizer adam --learning-rate 50%", "percentage", "adam")]
    [InlineData("--learning-rate -1", "--learning-rate: '-1' is not positive")]
    [InlineData("--learning-rate x%", "--learning-rate: 'x' is not a finite number")]
    [InlineData("--steps 0", "--steps must be at least 1")]
    [InlineData("--steps 5 --times 0,1", "either --steps or --times")]
    [InlineData("--times 5:1:3", "--times", "does not ascend")]
    [InlineData("--batch-size 0", "batch", "0")]
    [InlineData("--samples 0", "--samples must be at least 1")]
    [InlineData("--kernel-points -1", "--kernel-points must be at least 0")]
    [InlineData("--seed -1", "--seed: '-1' is not a whole number")]
    [InlineData("--loss hinge", "--loss: 'hinge' is not one of squared, cross-entropy")]
    [InlineData("--checkpoint nowhere/at/all/x", "There is no folder")]
    public void What_cannot_be_is_refused_in_one_line(string options, params string[] words) =>
        Run(" " + options).AssertRefused(words);

    private string[] Words(string options) => ["train", "--data", _table, .. Merge(Small + options)];

    private CommandResult Run(string options) => Ntk.Run(Words(options));

    // Of an option that is given twice the later one stands.
    private static IEnumerable<string> Merge(string options)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        string[] words = options.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i += 2)
        {
            given[words[i]] = words[i + 1];
        }

        return given.SelectMany(pair => new[] { pair.Key, pair.Value });
    }
}
