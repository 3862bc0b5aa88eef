using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary>What the verb hierarchy refuses, each in a line.</summary>
public sealed class HierarchyMisuseTests : IDisposable
{
    private const string Small = " --activation tanh --hidden-layers 1 --train-rows 0:6 --positive 0,2";
    private readonly TemporaryFolder _folder = new();
    private readonly string _table;

    public HierarchyMisuseTests() => _table = _folder.WriteTable("table.csv", 20);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--order 1", "--order must be at least 2", "1")]
    [InlineData("--order 40", "order 40 of 6 rows needs about", "the largest order that fits is")]
    [InlineData("--activation relu", "relu has a kink", "--activation tanh", "--smooth softplus", "--order 2")]
    [InlineData("--activation step", "step jumps")]
    [InlineData("--activation relu --smooth abs", "abs has a kink")]
    [InlineData("--smooth softplus", "tanh is for order 4")]
    [InlineData("--step 1000", "too long", "longest stable step")]
    [InlineData("--widths 8,16 --step 1000", "too long", "longest stable step")]
    [InlineData("--widths 8,1000000000", "order 4 of 6 rows needs about", "not even order 2 fits")]
    [InlineData("--hidden-layers 0 --width 16", "A network without hidden layers takes no widths, but 1 was given")]
    [InlineData("--step 0.1 --tolerance 1e-6", "either --step", "--tolerance")]
    [InlineData("--times 5:0:3", "does not ascend")]
    [InlineData("--times -1,2", "does not ascend")]
    [InlineData("--width 0", "must be at least 1, but it is 0")]
    [InlineData("--widths 64", "at least two")]
    [InlineData("--widths 64,32", "ascend")]
    [InlineData("--widths 0,32", "ascend")]
    [InlineData("--widths 8,16 --width 4", "either --width")]
    [InlineData("--widths 8,16 --seeds 0", "--seeds must be at least 1")]
    [InlineData("--seeds 3", "goes with --widths")]
    [InlineData("--positive 0,7", "no class 7", "0, 1, 2")]
    [InlineData("--positive 0,1,2", "names every class", "0, 1, 2")]
    [InlineData("--order 5 --tensors none", "goes up to order 4", "--order is 5")]
    [InlineData("--order 4 --tensors none --width 1000000000", "order 4 of 6 rows needs about", "not even order 2 fits")]
    [InlineData("--positive 0 --task regression", "--task regression has none")]
    [InlineData("--loss cross-entropy --targets relative", "--targets relative")]
    [InlineData("--form plain --tensors none", "--form plain")]
    [InlineData("--method euler", "'euler' is not one of")]
    [InlineData("--tolerance 0", "'0' is not positive")]
    [InlineData("--architecture residual", "fully connected")]
    [InlineData("--max-steps 0", "--max-steps", "at least 1")]
    [InlineData("--target none", "nothing to learn")]
    [InlineData("--test-rows 3:8", "overlap")]
    public void Nonsense_is_refused_in_a_line(string option, params string[] words)
    {
        string replaced = option.Split(' ')[0];
        IEnumerable<string> rest = Small.Split(" --", StringSplitOptions.RemoveEmptyEntries).Select(one => "--" + one.Trim()).Where(one => one.Split(' ')[0] != replaced);
        Ntk.Line($"hierarchy --data {_table} {string.Join(' ', rest)} {option}").AssertRefused(words);
    }

    [Fact]
    public void Classes_without_names_are_asked_for()
    {
        string all = $"hierarchy --data {_table} --activation tanh --hidden-layers 1 --width 8 --train-rows 0:6 --times 0,1";
        Ntk.Line(all).AssertRefused("'label' holds 3 classes", "--positive 0,1", "--task regression");
        Assert.Contains("regression", Ntk.Line(all + " --task regression").Fact("task"), StringComparison.Ordinal);
        Ntk.Line(all + " --task regression --loss cross-entropy").AssertRefused("needs classes", "--loss squared");
        Assert.Equal(ExitCode.Done, Ntk.Line(all + " --positive 1 --loss cross-entropy").Code);

        // Of a file with many rows, all of which train unless a range is given.
        Ntk.Line($"hierarchy --data {Samples.Digits} --positive 0,2,4,6,8 --activation tanh").AssertRefused("order 4 of 1797 rows needs about 42.4 TB", "the largest order that fits is 2", "--train-rows");
    }

    [Fact]
    public void Classes_that_are_named_need_not_all_be_among_the_rows()
    {
        // The rows 1 and 2 have the labels 1 and 2.
        string rows = $"hierarchy --data {_table} --activation tanh --hidden-layers 1 --width 8 --train-rows 1:3 --order 3 --times 0,1 --positive ";
        Assert.Contains("+1 for label 0, 1, -1 for the rest", Ntk.Line(rows + "0,1,0").Fact("task"), StringComparison.Ordinal);
        Ntk.Line(rows + "0").AssertRefused("names none of the classes", "1, 2", "nothing counts as +1");
        Ntk.Line(rows + "1,2").AssertRefused("names every class of the rows", "1, 2", "nothing is left to count as -1");
        Ntk.Line(rows + "0,5").AssertRefused("no class 5", "0, 1, 2");
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_one_line_with_the_ways_out()
    {
        string digits = $"hierarchy --data {Samples.Digits} --scale max --positive 0,2,4,6,8 --activation tanh --hidden-layers 1 --width 32 --times 0,1";
        Ntk.Line(digits + " --order 4 --train-rows 0:1500").AssertRefused(
            "order 4 of 1500 rows needs about", "can be had", "the largest order that fits is", "order 4 fits with at most", "--train-rows", "or with --tensors none, which needs");

        // From order 5 on there is no way without tensors.
        string message = Assert.Single(Ntk.Line(digits + " --order 6 --train-rows 0:300").ErrorLines);
        Assert.Contains("the largest order that fits is", message, StringComparison.Ordinal);
        Assert.DoesNotContain("none", message, StringComparison.Ordinal);

        // The tensors would fit, but not with what computing them takes.
        Assert.Single(Ntk.Line(digits + " --order 20 --train-rows 0:3").ErrorLines);
    }
}
