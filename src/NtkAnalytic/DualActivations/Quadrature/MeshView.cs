namespace NtkAnalytic.DualActivations.Quadrature;

/// <summary>A mesh in x seen from another variable t, where x = offset + slope t with a slope that is not negative.</summary>
/// <param name="Mesh">The mesh in x.</param>
/// <param name="Offset">x at t = 0.</param>
/// <param name="Slope">dx/dt; where it is 0 the mesh asks for nothing.</param>
internal readonly record struct MeshView(MeshSide Mesh, double Offset, double Slope)
{
    /// <summary>How long a panel that starts at t may be.</summary>
    public double StepFrom(double t) =>
        Slope > 0 ? Mesh.StepFrom(Math.FusedMultiplyAdd(Slope, t, Offset)) / Slope : double.PositiveInfinity;

    /// <summary>The first point after t that must be the end of a panel.</summary>
    public double NextBreak(double t)
    {
        if (Slope > 0)
        {
            foreach (double x in Mesh.Breaks)
            {
                double candidate = (x - Offset) / Slope;
                if (candidate > t)
                {
                    return candidate;
                }
            }
        }

        return double.PositiveInfinity;
    }
}
