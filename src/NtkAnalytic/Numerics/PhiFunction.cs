namespace NtkAnalytic.Numerics;

/// <summary>The phi-functions of exponential integration (Hochbruck and Ostermann, Acta Numerica 19, 2010).</summary>
internal static class PhiFunction
{
    /// <summary>phi_1(z) = (e^z - 1) / z, 1 at 0; to a few units in the last place for any finite z or z = -infinity.</summary>
    public static double First(double z) => z == 0 ? 1 : NearZero.ExpM1(z) / z;
}
