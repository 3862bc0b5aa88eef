using FsCheck.Fluent;
using NtkAnalytic.Simulation.Tensors;
using Xunit;
using static NtkAnalytic.Simulation.Tests.Tensors.Comparison;

namespace NtkAnalytic.Simulation.Tests.Tensors;

public abstract partial class TensorBackendContract
{
    // Roundings that one addend may go through, whatever the number of addends: sums are pairwise, of runs.
    private const double Summation = 64;

    [Fact]
    public void Sums_over_rows_columns_or_both() =>
        ShapeDraws.Check(
            from shape in ShapeDraws.Shapes
            from b in ShapeDraws.Repeated(shape)
            from over in Gen.Choose(0, 3)
            from alpha in ShapeDraws.Factors
            from beta in ShapeDraws.Factors
            from seed in Gen.Choose(0, 1000)
            select (shape, b, result: new TensorShape(shape.Networks, (over & 1) == 0 ? shape.Rows : 1, (over & 2) == 0 ? shape.Columns : 1), alpha, beta, seed),
            200,
            draw =>
            {
                using var comparison = new Comparison(Create(), draw.seed);
                Triple a = comparison.Draw(draw.shape);
                Triple b = comparison.Draw(draw.b);
                Triple sum = comparison.Draw(draw.result, isNaN: draw.beta == 0);
                Triple products = comparison.Draw(draw.result, isNaN: draw.beta == 0);
                comparison.Do((backend, of, sign) => backend.Sum(of(a), of(sum), sign(draw.alpha), sign(draw.beta)));
                comparison.Do((backend, of, sign) => backend.SumOfProducts(of(a), of(b), of(products), sign(draw.alpha), sign(draw.beta)));
                comparison.Check(sum, Summation, "Sum");
                comparison.Check(products, Summation, "SumOfProducts");
            });

    [Fact]
    public void The_error_of_a_long_sum_does_not_grow_with_its_length()
    {
        foreach (TensorShape shape in new TensorShape[] { new(1, 1, 30_003), new(1, 30_003, 1), new(1, 167, 169), new(2, 6_001, 5) })
        {
            foreach (bool overRows in new[] { false, true })
            {
                foreach (bool overColumns in new[] { false, true })
                {
                    using var comparison = new Comparison(Create(), 1);
                    Triple a = comparison.Draw(shape, map: value => MathF.Abs(value) + 1);
                    Triple factor = comparison.Draw(shape with { Rows = 1 });
                    TensorShape result = new(shape.Networks, overRows ? 1 : shape.Rows, overColumns ? 1 : shape.Columns);
                    Triple sum = comparison.Draw(result);
                    Triple products = comparison.Draw(result);
                    comparison.Do((backend, of, sign) => backend.Sum(of(a), of(sum), sign(-0.5), 1));
                    comparison.Do((backend, of, sign) => backend.SumOfProducts(of(a), of(factor), of(products)));
                    comparison.Check(sum, Summation, "long Sum");
                    comparison.Check(products, Summation, "long SumOfProducts");
                }
            }
        }
    }

    [Fact]
    public void A_softmax_adds_up_to_one_and_its_logarithm_of_a_sum_does_not_overflow() =>
        ShapeDraws.Check(
            from shape in ShapeDraws.Shapes
            from size in Gen.Elements(1, 50, 5000)
            from isInPlace in Gen.Elements(false, true)
            select (shape, size, isInPlace),
            80,
            draw =>
            {
                using var comparison = new Comparison(Create(), draw.shape.GetHashCode());
                Triple z = comparison.Draw(draw.shape, map: value => draw.size * value);
                Triple softmax = draw.isInPlace ? z : comparison.Draw(draw.shape, isNaN: true);
                Triple logSum = comparison.Draw(draw.shape with { Columns = 1 }, isNaN: true);
                comparison.Do((backend, of, _) => backend.Softmax(of(z), of(softmax), of(logSum)));

                // Differences of logits up to 4 size are exact to an epsilon of their size, which exp makes a relative error of its value;
                // values so small that this is large do not matter: x e^-x <= 1.
                comparison.Check(softmax, 8, "Softmax", 1);
                comparison.Check(logSum, 8, "log sum", 2 * draw.size);
            });
}
