using FsCheck;
using FsCheck.Fluent;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Tests.Tensors;

/// <summary>Sizes and shapes, biased to 1, to sizes next to the lengths of vectors, and to broadcasting.</summary>
internal static class ShapeDraws
{
    public static Gen<int> Sizes => Gen.Frequency(
        (3, Gen.Constant(1)),
        (3, Gen.Elements(2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33)),
        (2, Gen.Choose(1, 33)));

    public static Gen<int> Networks => Gen.Elements(1, 1, 2, 3, 5);

    public static Gen<TensorShape> Shapes =>
        from networks in Networks
        from rows in Sizes
        from columns in Sizes
        select new TensorShape(networks, rows, columns);

    /// <summary>A shape and another that broadcasts to it.</summary>
    public static Gen<TensorShape> Repeated(TensorShape shape) =>
        from kept in Gen.Choose(0, 7)
        select new TensorShape((kept & 1) == 0 ? shape.Networks : 1, (kept & 2) == 0 ? shape.Rows : 1, (kept & 4) == 0 ? shape.Columns : 1);

    /// <summary>Factors of results and of old contents, 0 and 1 often.</summary>
    public static Gen<double> Factors => Gen.Elements(0, 0, 1, 1, -0.75, 1.5);

    /// <summary>Checks a property of drawn cases, the same ones each time.</summary>
    public static void Check<TDraw>(Gen<TDraw> draws, int cases, Action<TDraw> property) =>
        FsCheck.Check.One(Config.QuickThrowOnFailure.WithMaxTest(cases).WithReplay(3, 5), Prop.ForAll(draws.ToArbitrary(), property));
}
