using Xunit;

namespace NtkAnalytic.Cli.Tests.Data;

/// <summary>What one output learns, through the verb that asks for it.</summary>
public sealed class HierarchyDataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Of_two_classes_the_larger_one_is_positive()
    {
        string table = _folder.Write("two.csv", "a,y\n1,3\n2,7\n3,7\n4,3\n");
        Assert.Equal("classification, one output: +1 for y 7, -1 for the rest", Task(table, ""));
        Assert.Equal("classification, one output: +1 for y 3, -1 for the rest", Task(table, " --positive 3"));
        Assert.Equal("classification, one output: +1 for y 7, -1 for the rest; added to the outputs at the start", Task(table, " --targets relative"));
        Assert.Equal("regression, the target as it is", Task(table, " --task regression"));

        // Labels 1, -1 and residuals f - y = -label.
        Assert.Equal(0.5, double.Parse(Loss(table, " --targets relative"), System.Globalization.CultureInfo.InvariantCulture), 1e-12);
    }

    [Fact]
    public void Naming_classes_says_that_a_target_has_some()
    {
        // Six numbers on six rows are a quantity unless they are named.
        string table = _folder.Write("many.csv", "a,y\n1,1\n2,2\n3,3\n4,4\n5,5\n6,6\n");
        Assert.Equal("regression, the target as it is", Task(table, ""));
        Assert.Equal("classification, one output: +1 for y 1, 2, -1 for the rest", Task(table, " --positive 1,2"));
    }

    [Fact]
    public void Scales_are_learnt_from_the_training_rows()
    {
        // The largest of the rows 0 and 1 is 2: the inputs are 1/2 and 1, and of the test row 4.
        string raw = _folder.Write("raw.csv", "a,y\n1,-1\n2,1\n8,1\n");
        string scaled = _folder.Write("scaled.csv", "a,y\n0.5,-1\n1,1\n4,1\n");
        Assert.Equal(Loss(scaled, " --train-rows 0:2 --test-rows 2:3"), Loss(raw, " --scale max --train-rows 0:2 --test-rows 2:3"));
    }

    [Fact]
    public void Some_rows_are_for_training()
    {
        string table = _folder.Write("two.csv", "a,y\n1,3\n2,7\n3,7\n4,3\n");
        Ntk.Line(Line(table, " --test-rows 0:4")).AssertRefused("no rows are left for training", "4 rows");
        Assert.Contains("train 2:4", Ntk.Line(Line(table, " --test-rows 0:2")).Fact("rows"), StringComparison.Ordinal);
    }

    // With relative targets a sign says nothing about the label.
    [Fact]
    public void Accuracy_is_that_of_absolute_labels()
    {
        string table = _folder.Write("two.csv", "a,y\n1,3\n2,7\n3,7\n4,3\n");
        const string Rows = " --test-rows 2:4 --format json";
        Assert.True(Ntk.Line(Line(table, Rows)).Json().GetProperty("records")[0].TryGetProperty("testAccuracy", out _));
        foreach (string none in new[] { " --targets relative", " --task regression" })
        {
            Assert.False(Ntk.Line(Line(table, Rows + none)).Json().GetProperty("records")[0].TryGetProperty("testAccuracy", out _));
        }

        Assert.False(Ntk.Line(Line(table, Rows + " --targets relative")).Json().GetProperty("records")[0].TryGetProperty("testLoss", out _));

        // Of a mirrored network all outputs start at 0, which is no label.
        Assert.Equal(0, Ntk.Line(Line(table, Rows + " --initialization mirrored")).Json().GetProperty("records")[0].GetProperty("testAccuracy").GetDouble());
    }

    private static string Line(string table, string options) => $"hierarchy --data {table} --activation tanh --hidden-layers 1 --width 8 --order 2 --times 0,1{options}";

    private static string Task(string table, string options) => Ntk.Line(Line(table, options)).Fact("task");

    private static string Loss(string table, string options) => Ntk.Line(Line(table, options + " --format csv")).Csv()[0]["loss"];
}
