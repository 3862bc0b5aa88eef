using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Cli.Commands;
using NtkAnalytic.Cli.Data;
using NtkAnalytic.Cli.Options;
using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation;
using NtkAnalytic.Simulation.Truncation;
using Xunit;

namespace NtkAnalytic.Cli.Tests.Commands;

public class HierarchyPlanTests
{
    // What the reference of the command names.
    private const double MostForEstimate = 64e6;

    private static readonly FiniteNetwork s_network = new(new Network(Activation.Tanh, 1), 3, [8]);

    // The plain form has a state that is large beside its tensors.
    [Theory]
    [InlineData(2, HierarchyForm.Reduced)]
    [InlineData(3, HierarchyForm.Reduced)]
    [InlineData(2, HierarchyForm.Plain)]
    [InlineData(3, HierarchyForm.Plain)]
    public void The_estimate_takes_the_next_order_up_to_64_megabytes_of_tensors_and_state(int order, HierarchyForm form)
    {
        int rows = 1;
        while (Of(rows + 1, order + 1, form) is var more && more.TensorBytes + more.StateBytes <= MostForEstimate)
        {
            rows++;
        }

        int? below = order == 2 ? null : order - 1;
        Assert.Equal(order + 1, Plan(rows, order, double.PositiveInfinity, form: form).EstimateOrder(int.MaxValue, isStored: true));
        Assert.Equal(below, Plan(rows + 1, order, double.PositiveInfinity, form: form).EstimateOrder(int.MaxValue, isStored: true));
    }

    [Fact]
    public void The_estimate_takes_the_next_order_where_it_fits_and_the_activation_has_it()
    {
        double bytes = Of(5, 4).Bytes;
        Assert.Equal(4, Plan(5, 3, bytes).EstimateOrder(4, isStored: true));
        Assert.Equal(2, Plan(5, 3, bytes - 1).EstimateOrder(4, isStored: true));
        Assert.Equal(2, Plan(5, 3, bytes).EstimateOrder(3, isStored: true));
        Assert.Equal(2, Plan(5, 3, bytes).EstimateOrder(4, isStored: false));
        Assert.Null(Plan(5, 2, bytes).EstimateOrder(2, isStored: true));
    }

    [Fact]
    public void Order_3_does_without_tensors_where_they_do_not_fit_and_order_4_is_refused()
    {
        const int rows = 400;
        double bytes = Of(rows, 3).Bytes;
        Assert.True(Plan(rows, 3, bytes).Choose());
        Assert.False(Plan(rows, 3, bytes - 1).Choose());
        Assert.False(Plan(rows, 3, bytes, TensorsWanted.None).Choose());
        Assert.Throws<UsageException>(() => Plan(rows, 3, bytes - 1, TensorsWanted.Stored).Choose());
        Assert.Throws<UsageException>(() => Plan(rows, 3, bytes - 1, form: HierarchyForm.Plain).Choose());
        Assert.True(Plan(20, 4, Of(20, 4).Bytes).Choose());
        Assert.Throws<UsageException>(() => Plan(20, 4, Of(20, 4).Bytes - 1).Choose());
        Assert.False(Plan(400, 4, Of(400, 4, isStored: false).Bytes, TensorsWanted.None).Choose());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(28)]
    [InlineData(29)]
    public void A_refusal_names_the_most_rows_that_fit(int most)
    {
        foreach (double available in new[] { Of(most, 4).Bytes, Of(most + 1, 4).Bytes - 1 })
        {
            Assert.Contains($"order 4 fits with at most {RowSet.Rows(most)} of training, which --train-rows takes", Refusal(Plan(30, 4, available)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_refusal_names_the_largest_order_that_fits()
    {
        Assert.Contains("the largest order that fits is 3;", Refusal(Plan(30, 4, Of(30, 3).Bytes)), StringComparison.Ordinal);
        Assert.Contains("the largest order that fits is 2;", Refusal(Plan(30, 4, Of(30, 3).Bytes - 1)), StringComparison.Ordinal);
        string nothing = Refusal(Plan(30, 4, Of(1, 2).Bytes - 1));
        Assert.EndsWith("not even order 2 fits", nothing, StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_names_the_way_without_tensors_where_there_is_one()
    {
        double bytes = Of(60, 4, isStored: false).Bytes;
        Assert.Contains(", or with --tensors none, which needs", Refusal(Plan(60, 4, bytes)), StringComparison.Ordinal);
        Assert.DoesNotContain("none", Refusal(Plan(60, 4, bytes - 1)), StringComparison.Ordinal);
        Assert.DoesNotContain("none", Refusal(Plan(60, 5, bytes)), StringComparison.Ordinal);
        Assert.DoesNotContain("none", Refusal(Plan(60, 4, bytes, form: HierarchyForm.Plain)), StringComparison.Ordinal);
    }

    private static HierarchyMemory Of(int rows, int order, HierarchyForm form = HierarchyForm.Reduced, bool isStored = true) =>
        HierarchyMemory.Of(s_network, rows, 0, order, form, isStored);

    private static string Refusal(HierarchyPlan plan) => Assert.Throws<UsageException>(() => plan.Choose()).Message;

    // Of the data only the number of rows counts.
    private static HierarchyPlan Plan(int rows, int order, double available, TensorsWanted tensors = TensorsWanted.Automatic, HierarchyForm form = HierarchyForm.Reduced) => new(
        s_network,
        new HierarchyData(null!, RowSet.Between(0, rows), null, Matrix<double>.Build.Dense(1, 3), null, Matrix<double>.Build.Dense(1, 1), null, false, false, ""),
        order,
        new HierarchySolver(IntegrationMethods.DormandPrince5, StepControl.Adaptive(1e-9, 1e-9), null, 1e-9, 1000, form, tensors),
        available);
}
