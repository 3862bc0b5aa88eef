using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>What the test points see of the modes of the training kernel: K_T V.</summary>
internal sealed class TestModes
{
    private readonly KernelModes _modes;
    private readonly Matrix<double> _rows;

    public TestModes(Matrix<double> testKernel, KernelModes modes, double accuracy)
    {
        _modes = modes;
        _rows = testKernel * modes.Vectors;

        // |k . v| of a row k and a unit vector errs by at most N accuracy |k|: less than that is 0. Without this the rounding of
        // products that vanish grows with the time.
        for (int i = 0; i < _rows.RowCount; i++)
        {
            double zero = accuracy * testKernel.ColumnCount * testKernel.Row(i).L2Norm();
            for (int j = 0; j < modes.Zeros; j++)
            {
                _rows[i, j] = Math.Abs(_rows[i, j]) <= zero ? 0 : _rows[i, j];
            }
        }

        Drift = modes.Zeros == 0 ? 0 : SpeedAtTheEnd().Enumerate().Max(Math.Abs);
    }

    /// <summary>max |K_T V_0 V_0^T r_0|.</summary>
    public double Drift { get; }

    /// <summary>K_T V [t phi_1(-lambda t)] V^T r_0: what training takes off the test outputs.</summary>
    public Matrix<double> Change(double time) => _rows * _modes.IntegratedModes(time);

    private Matrix<double> SpeedAtTheEnd() =>
        _rows.SubMatrix(0, _rows.RowCount, 0, _modes.Zeros) * _modes.Initial.SubMatrix(0, _modes.Zeros, 0, _modes.Initial.ColumnCount);
}
