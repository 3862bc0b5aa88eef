using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

/// <summary>Each thing that can be wrong with data and numbers is one line, exit code 1, and no file.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("a,b,y\n", "has a header but no rows")]
    [InlineData("a,b,y\n1,2,0\n3,4\n5,6,1\n", "line 3 (row 1): 2 fields, but the header has 3")]
    [InlineData("a,b,y\n1,2,0\n3,4,1,9\n", "line 3 (row 1): 4 fields, but the header has 3")]
    [InlineData("a,b,y\n1,2,0\n3,four,1\n", "line 3 (row 1), column 'b': 'four' is not a number")]
    [InlineData("a,b,y\n1,2,0\n3,,1\n", "line 3 (row 1), column 'b': the field is empty")]
    [InlineData("a,b,y\n1,NaN,0\n3,4,1\n", "line 2 (row 0), column 'b': NaN is not a finite number")]
    [InlineData("a,b,y\n1,2,0\n-inf,4,1\n", "line 3 (row 1), column 'a': -inf is not a finite number")]
    [InlineData("a,b,y\n1,2,0\n3,4,Infinity\n", "line 3 (row 1), column 'y': Infinity is not a finite number")]
    [InlineData("a,b,y\n1,2,0\n3,1e999,1\n", "line 3 (row 1), column 'b': 1e999 is not a finite number")]
    [InlineData("a,b,y\n1,2,0\n\n3,4,1\n", "line 3: the line is blank")]
    [InlineData("a,b,y\n1,\"2,0\n3,4,1\n", "line 2: a quoted field is not closed")]
    [InlineData("1.5,2,0\n3,4,1\n", "has no header")]
    [InlineData("a;b;y\n1;2;0\n", "line 2 (row 0), column 'a;b;y': '1;2;0' is not a number")]
    [InlineData("y\n1\n2\n", "no features are left")]
    public void A_file_that_is_no_table_of_numbers_is_refused(string text, string message)
    {
        string data = _folder.Write("data.csv", text);
        Ntk.Run("fit", "--data", data).AssertRefused("data.csv", message);
        Ntk.Run("kernel", "--data", data, "--out", _folder.PathOf("out.npy")).AssertRefused("data.csv", message);
        Assert.Equal(["data.csv"], _folder.Names);
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string data = _folder.PathOf("nowhere.csv");
        Ntk.Run("fit", "--data", data).AssertRefused("there is no file", data);
        Ntk.Run("kernel", "--data", data).AssertRefused("there is no file", data);
    }

    [Fact]
    public void A_missing_target_offers_names()
    {
        Ntk.Run("fit", "--data", Samples.Digits, "--target", "digti")
            .AssertRefused("digits.csv has no column 'digti'", "did you mean 'digit'", "pixel_0");
        Ntk.Run("fit", "--data", Samples.Digits, "--target", "none").AssertRefused("--target none");
    }

    [Theory]
    [InlineData("--train-rows 0:20 --test-rows 10:", "overlap in 10:20 (10 rows)")]
    [InlineData("--train-rows :-5 --test-rows -6:", "overlap in 24:25 (1 row)")]
    [InlineData("--train-rows 5:5", "--train-rows 5:5 holds no rows: table.csv has 30 rows")]
    [InlineData("--train-rows 0:10 --test-rows 30:", "--test-rows 30: holds no rows: table.csv has 30 rows")]
    [InlineData("--train-rows 7", "'7' is not a range of rows")]
    [InlineData("--train-rows 0:10:2 --test-rows 20:", "'0:10:2' is not a range of rows")]
    public void Rows_that_overlap_or_are_empty_are_refused(string ranges, string message)
    {
        string data = _folder.WriteTable("table.csv", 30);
        string[] words = ranges.Split(' ');
        Ntk.Run(["fit", "--data", data, .. words]).AssertRefused(message);
        Ntk.Run(["kernel", "--data", data, "--out", _folder.PathOf("out.csv"), .. words]).AssertRefused(message);
        Assert.Equal(["table.csv"], _folder.Names);
    }

    [Theory]
    [InlineData("--train-rows :", "no rows are left for testing: table.csv has 30 rows")]
    [InlineData("--test-rows 0:30", "no rows are left for training: table.csv has 30 rows")]
    [InlineData("--ridge 1 --ridge-absolute 1", "either --ridge or --ridge-absolute")]
    [InlineData("--ridge -1", "ridge", "-1")]
    [InlineData("--task classification --target a", "classes must be whole numbers")]
    public void A_fit_that_cannot_be_is_refused(string options, params string[] messages)
    {
        string data = _folder.WriteTable("table.csv", 30);
        Ntk.Run(["fit", "--data", data, .. options.Split(' ')]).AssertRefused(messages);
    }

    [Theory]
    [InlineData("--weight-variance -1", "weight variance", "-1")]
    [InlineData("--bias-variance -0.5", "bias variance", "-0.5")]
    [InlineData("--weight-variance 2,2", "4 weight layers", "2 were given")]
    [InlineData("--weight-variance two", "--weight-variance: 'two' is not a finite number")]
    [InlineData("--hidden-layers -1", "hidden layers", "-1")]
    [InlineData("--hidden-layers 2.5", "--hidden-layers: '2.5' is not a whole number")]
    [InlineData("--activation rellu", "'rellu'", "relu")]
    [InlineData("--activation leaky-relu(x)", "leaky-relu")]
    [InlineData("--architecture dense", "--architecture: 'dense' is not one of fully-connected, residual, scaled-residual")]
    [InlineData("--parameterization standard --width 0", "width", "0")]
    [InlineData("--bias-gradients -1", "bias gradient", "-1")]
    [InlineData("--kind both,ntk", "--kind: 'both,ntk' is not one of nngp, ntk, both")]
    [InlineData("--scale minmax", "--scale: 'minmax' is not one of none, unit, standardize, max")]
    [InlineData("--weight-variance 1e200", "double precision")]
    [InlineData("--activation exp(3)", "double precision")]
    public void A_network_that_cannot_be_is_refused(string options, params string[] messages)
    {
        string data = _folder.WriteTable("table.csv", 30);
        Ntk.Run(["fit", "--data", data, .. options.Split(' ')]).AssertRefused(messages);
        Ntk.Run(["kernel", "--data", data, "--out", _folder.PathOf("out.npy"), .. options.Split(' ')]).AssertRefused(messages);
        Assert.Equal(["table.csv"], _folder.Names);
    }

    [Fact]
    public void An_NTK_without_a_diagonal_cannot_be_fitted()
    {
        string data = _folder.WriteTable("table.csv", 30);
        Ntk.Run("fit", "--data", data, "--activation", "sign").AssertRefused("sign jumps", "--kind nngp");
        Assert.Equal(ExitCode.Done, Ntk.Run("fit", "--data", data, "--activation", "sign", "--kind", "nngp").Code);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused()
    {
        string data = _folder.WriteTable("table.csv", 5);
        Ntk.Run("kernel", "--data", data, "--out", _folder.PathOf("out.txt")).AssertRefused("must end in .csv or .npy");
        Ntk.Run("kernel", "--data", data, "--out", data).AssertRefused("would overwrite the data");
        Ntk.Run("kernel", "--data", data, "--out", Path.Combine(_folder.PathOf("no-folder"), "out.npy")).AssertRefused("there is no folder");
        Directory.CreateDirectory(_folder.PathOf("folder.npy"));
        Ntk.Run("kernel", "--data", data, "--out", _folder.PathOf("folder.npy")).AssertRefused("is a folder");
        Assert.Equal(["folder.npy", "table.csv"], _folder.Names);
    }

    [Theory]
    [InlineData("", "either --correlation or --one-minus-correlation")]
    [InlineData("--correlation 0 --one-minus-correlation 1", "either --correlation or --one-minus-correlation")]
    [InlineData("--correlation 1.5", "correlation", "1.5")]
    [InlineData("--one-minus-correlation -1e-9", "correlation", "-1E-09")]
    [InlineData("--correlation nan", "--correlation: 'nan' is not a finite number")]
    [InlineData("--correlation 0 --variance -1", "variance", "-1")]
    [InlineData("--correlation 0 --variance 1 --variance1 1 --variance2 1", "either it, or --variance1 and --variance2")]
    [InlineData("--correlation 0 --variance1 1", "go together")]
    [InlineData("--correlation 0 --activation gelo", "'gelo'", "gelu")]
    public void A_pair_that_cannot_be_is_refused(string options, params string[] messages) =>
        Ntk.Line("dual " + options).AssertRefused(messages);
}
