using System.Numerics;
using Xunit;

namespace NtkAnalytic.OpenBlas.Tests;

/// <summary>
/// Arguments that fit are taken by the native routine, those that do not are left to the managed code: otherwise a provider that
/// forwarded everything would pass for a native one.
/// </summary>
public class ProviderRoutinesTests
{
    private static readonly double[] Square = [4, 1, 0, 1, 5, 1, 0, 1, 6];

    [Fact]
    public void Products_of_every_shape_and_transpose_are_native()
    {
        ProviderRoutines<double> routines = Routines();
        Assert.True(routines.Multiply(false, false, 1, new double[6], 2, 3, new double[12], 3, 4, 0, new double[8]));
        Assert.True(routines.Multiply(true, false, 1, new double[6], 3, 2, new double[12], 3, 4, 0, new double[8]));
        Assert.True(routines.Multiply(false, true, 1, new double[6], 2, 3, new double[12], 4, 3, 0, new double[8]));
        Assert.True(routines.Multiply(true, true, 1, new double[6], 3, 2, new double[12], 4, 3, 0, new double[8]));
    }

    [Fact]
    public void Factorizations_and_solutions_are_native()
    {
        ProviderRoutines<double> routines = Routines();
        int[] pivots = [0, 1, 2];
        Assert.True(routines.CholeskyFactor(Copy(), 3));
        Assert.True(routines.CholeskySolve(Square, 3, new double[6], 2));
        Assert.True(routines.CholeskySolveFactored(Square, 3, new double[6], 2));
        Assert.True(routines.LuFactor(Copy(), 3, new int[3]));
        Assert.True(routines.LuInverse(Copy(), 3));
        Assert.True(routines.LuInverseFactored(Copy(), 3, pivots));
        Assert.True(routines.LuSolve(2, Square, 3, new double[6]));
        Assert.True(routines.LuSolveFactored(2, Square, 3, pivots, new double[6]));
        Assert.True(routines.QrFactor(Copy(), 3, 3, new double[9], new double[3]));
        Assert.True(routines.QrFactor(new double[6], 2, 3, new double[4], new double[2]));
        Assert.True(routines.ThinQrFactor(new double[6], 3, 2, new double[4], new double[2]));
        Assert.True(routines.SingularValues(true, new double[6], 3, 2, new double[2], new double[9], new double[4]));
        Assert.True(routines.SymmetricEigen(3, Square, new double[9], new Complex[3], new double[9]));
    }

    [Fact]
    public void What_a_native_routine_cannot_take_is_left_alone()
    {
        ProviderRoutines<double> routines = Routines();
        double[] withNaN = Copy();
        withNaN[4] = double.NaN;
        Assert.False(routines.Multiply(false, false, 1, new double[6], 2, 3, new double[12], 4, 3, 0, new double[8]));
        Assert.False(routines.SymmetricEigen(3, withNaN, new double[9], new Complex[3], new double[9]));
        Assert.False(routines.SingularValues(true, withNaN, 3, 3, new double[3], new double[9], new double[9]));
        Assert.False(routines.LuSolveFactored(1, Square, 3, [0, 1, 3], new double[3]));
        Assert.False(routines.LuInverse(new double[9], 3));
        Assert.False(routines.ThinQrFactor(new double[6], 2, 3, new double[9], new double[3]));
    }

    private static ProviderRoutines<double> Routines() => new(new DenseRoutines<double>(new Lapack<double>(Native.Library)));

    private static double[] Copy() => (double[])Square.Clone();
}
