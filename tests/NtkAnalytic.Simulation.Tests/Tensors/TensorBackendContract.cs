using FsCheck.Fluent;
using NtkAnalytic.Simulation.Tensors;
using Xunit;
using static NtkAnalytic.Simulation.Tests.Tensors.Comparison;

namespace NtkAnalytic.Simulation.Tests.Tensors;

/// <summary>What every backend keeps. A new backend is tested by a subclass that makes it.</summary>
public abstract partial class TensorBackendContract
{
    // A few roundings of the factors, of the result, and of the sum with the old contents.
    private const double Elementwise = 4;

    /// <summary>The backend; a test is skipped here when this machine cannot have it.</summary>
    /// <param name="threads">The number of threads, where the backend has a choice.</param>
    protected abstract TensorBackend Create(int? threads = null);

    [Fact]
    public void Numbers_are_read_as_they_were_written() => ShapeDraws.Check(ShapeDraws.Shapes, 60, shape =>
    {
        using var comparison = new Comparison(Create(), shape.GetHashCode());
        Triple tensor = comparison.Draw(shape);
        comparison.Check(tensor, 0, "Write");
    });

    [Fact]
    public void A_fill_is_the_number_everywhere() => ShapeDraws.Check(ShapeDraws.Shapes, 60, shape =>
    {
        using var comparison = new Comparison(Create(), shape.Rows);
        Triple tensor = comparison.Draw(shape, isNaN: true);
        comparison.Do((backend, of, _) => backend.Fill(of(tensor), 1.25));
        comparison.Check(tensor, 0, "Fill");
    });

    [Fact]
    public void Sums_of_tensors_broadcast() =>
        ShapeDraws.Check(
            from shape in ShapeDraws.Shapes
            from a in ShapeDraws.Repeated(shape)
            from alpha in ShapeDraws.Factors
            from beta in ShapeDraws.Factors
            from seed in Gen.Choose(0, 1000)
            select (shape, a, alpha, beta, seed),
            200,
            draw =>
            {
                using var comparison = new Comparison(Create(), draw.seed);
                Triple a = comparison.Draw(draw.a);
                Triple result = comparison.Draw(draw.shape, isNaN: draw.beta == 0);
                comparison.Do((backend, of, sign) => backend.Add(of(a), of(result), sign(draw.alpha), sign(draw.beta)));
                comparison.Check(result, Elementwise, "Add");
            });

    [Fact]
    public void Products_of_elements_broadcast() =>
        ShapeDraws.Check(
            from shape in ShapeDraws.Shapes
            from a in ShapeDraws.Repeated(shape)
            from b in ShapeDraws.Repeated(shape)
            from alpha in ShapeDraws.Factors
            from beta in ShapeDraws.Factors
            from seed in Gen.Choose(0, 1000)
            select (shape, a, b, alpha, beta, seed),
            300,
            draw =>
            {
                using var comparison = new Comparison(Create(), draw.seed);
                Triple a = comparison.Draw(draw.a);
                Triple b = comparison.Draw(draw.b);
                Triple result = comparison.Draw(draw.shape, isNaN: draw.beta == 0);
                comparison.Do((backend, of, sign) => backend.Multiply(of(a), of(b), of(result), sign(draw.alpha), sign(draw.beta)));
                comparison.Check(result, Elementwise, "Multiply");
            });

    [Fact]
    public void Quotients_by_roots() =>
        ShapeDraws.Check(
            from shape in ShapeDraws.Shapes
            from alpha in ShapeDraws.Factors
            from beta in ShapeDraws.Factors
            from seed in Gen.Choose(0, 1000)
            select (shape, alpha, beta, seed),
            100,
            draw =>
            {
                using var comparison = new Comparison(Create(), draw.seed);
                Triple a = comparison.Draw(draw.shape);
                Triple b = comparison.Draw(draw.shape, map: value => value * value);
                Triple result = comparison.Draw(draw.shape, isNaN: draw.beta == 0);
                comparison.Do((backend, of, sign) => backend.DivideByRoot(of(a), of(b), 1e-3, of(result), sign(draw.alpha), sign(draw.beta)));
                comparison.Check(result, 2 * Elementwise, "DivideByRoot");
            });

    [Fact]
    public void A_destination_may_be_an_operand_of_its_shape() => ShapeDraws.Check(ShapeDraws.Shapes, 60, shape =>
    {
        using var comparison = new Comparison(Create(), shape.Columns);
        Triple other = comparison.Draw(shape);
        Triple tensor = comparison.Draw(shape);
        comparison.Do((backend, of, sign) => backend.Add(of(tensor), of(tensor), 0.5, 2));
        comparison.Do((backend, of, sign) => backend.Multiply(of(tensor), of(other), of(tensor), sign(-1.5)));
        comparison.Do((backend, of, sign) => backend.Multiply(of(tensor), of(tensor), of(tensor), 1, sign(-1)));
        comparison.Check(tensor, 4 * Elementwise, "in place");
    });

    // Activations of each kind: homogeneous of degrees 0, 1 and 2, with one function for all points, and one's own.
    public static TheoryData<string> Activations =>
        ["relu", "leaky-relu(0.1)", "abs", "identity", "step", "sign", "rectified-monomial(2)", "tanh", "erf", "gelu", "silu", "softplus", "sin", "elu(1.5)", "hard-tanh", "exp(0.5)"];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Activations_and_their_derivatives(string name)
    {
        Activation phi = Activation.Parse(name);
        ShapeDraws.Check(ShapeDraws.Shapes, 20, shape =>
        {
            using var comparison = new Comparison(Create(), shape.Rows);
            Triple z = comparison.Draw(shape, map: value => MathF.Abs(value) < 0.1f ? 0 : value);
            Triple value = comparison.Draw(shape, isNaN: true);
            Triple slope = comparison.Draw(shape, isNaN: true);
            comparison.Do((backend, of, _) => backend.Activate(phi, of(z), of(value)));
            comparison.Do((backend, of, _) => backend.ActivateDerivative(phi, of(z), of(slope)));

            // Scales of values and of arguments up to 2 are of order 1; 8 for vectorised functions that differ in their last bits.
            comparison.Check(value, 8, name, 1);
            comparison.Check(slope, 8, name + "'", 1);
            comparison.Do((backend, of, _) => backend.Activate(phi, of(z), of(z)));
            comparison.Check(z, 8, name + " in place", 1);
        });
    }

    // The derivatives up to order 4 of these are of order 10 at most.
    public static TheoryData<string> Differentiable =>
        ["identity", "rectified-monomial(4)", "monomial(2)", "tanh", "erf", "gelu", "silu", "softplus", "mish", "sin", "cos(0.5)", "exp(0.5)", "hermite(3)"];

    [Theory]
    [MemberData(nameof(Differentiable))]
    public void Derivatives_of_other_orders(string name)
    {
        Activation phi = Activation.Parse(name);
        ShapeDraws.Check(ShapeDraws.Shapes, 10, shape =>
        {
            using var comparison = new Comparison(Create(), shape.Rows);
            Triple z = comparison.Draw(shape);
            Triple result = comparison.Draw(shape, isNaN: true);
            foreach (int order in new[] { 0, 2, 3, 4 })
            {
                comparison.Do((backend, of, _) => backend.ActivateDerivative(phi, of(z), of(result), order));
                comparison.Check(result, 8, $"{name}, order {order}", 10);
            }

            comparison.Do((backend, of, _) => backend.ActivateDerivative(phi, of(z), of(z), 2));
            comparison.Check(z, 8, name + ", order 2 in place", 10);
        });
    }

    [Fact]
    public void Long_rows_and_many_networks_are_done_to_the_end()
    {
        foreach (TensorShape shape in new TensorShape[] { new(2, 1, 20_001), new(1, 20_001, 1), new(2, 160, 111), new(1501, 3, 5) })
        {
            using var comparison = new Comparison(Create(), 1);
            Triple row = comparison.Draw(shape with { Rows = 1 });
            Triple column = comparison.Draw(shape with { Columns = 1 });
            Triple result = comparison.Draw(shape);
            comparison.Do((backend, of, sign) => backend.Multiply(of(row), of(column), of(result), sign(-1.5), 0.5));
            comparison.Do((backend, of, sign) => backend.Add(of(result), of(result), sign(-0.25), 1));
            comparison.Check(result, 3 * Elementwise, "long");
            comparison.Do((backend, of, _) => backend.Activate(Activation.Tanh, of(result), of(result)));
            comparison.Check(result, 8 * Elementwise, "long tanh", 1);
        }
    }

    [Fact]
    public void Rows_are_gathered() =>
        ShapeDraws.Check(
            from shape in ShapeDraws.Shapes
            from count in Gen.Choose(1, 40)
            from seed in Gen.Choose(0, 1000)
            select (shape, count, seed),
            60,
            draw =>
            {
                using var comparison = new Comparison(Create(), draw.seed);
                var random = new Random(draw.seed);
                int[] rows = [.. Enumerable.Range(0, draw.count).Select(_ => random.Next(draw.shape.Rows))];
                Triple source = comparison.Draw(draw.shape);
                Triple result = comparison.Draw(draw.shape with { Rows = draw.count }, isNaN: true);
                comparison.Do((backend, of, _) => backend.GatherRows(of(source), rows, of(result)));
                comparison.Check(result, 0, "GatherRows");
            });
}
