using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>What is learnt: the same for every network, or given by how far each network is from it at its start. Immutable.</summary>
public sealed class TruncationTargets
{
    private readonly Matrix<double> _values;

    private TruncationTargets(Matrix<double> values, bool areRelative)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = values.Clone();
        AreRelative = areRelative;
    }

    /// <summary>True when targets depend on the network's outputs at the start.</summary>
    public bool AreRelative { get; }

    /// <summary>n.</summary>
    public int Points => _values.RowCount;

    /// <summary>M.</summary>
    public int Outputs => _values.ColumnCount;

    /// <summary>The same targets for every network.</summary>
    /// <param name="targets">y: n x M; copied.</param>
    /// <returns>The targets.</returns>
    public static TruncationTargets Of(Matrix<double> targets) => new(targets, areRelative: false);

    /// <summary>Targets y = f_0 - r, so that each network starts with the residuals r.</summary>
    /// <param name="residuals">r: n x M; copied.</param>
    /// <returns>The targets.</returns>
    public static TruncationTargets WithInitialResiduals(Matrix<double> residuals) => new(residuals, areRelative: true);

    /// <summary>y of a network.</summary>
    /// <param name="initialOutputs">Its f at the start: n x M.</param>
    /// <returns>n x M.</returns>
    public Matrix<double> For(Matrix<double> initialOutputs)
    {
        ArgumentNullException.ThrowIfNull(initialOutputs);
        return AreRelative ? initialOutputs - _values : _values.Clone();
    }
}
