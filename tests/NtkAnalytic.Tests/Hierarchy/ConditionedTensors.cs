using NtkAnalytic.Hierarchy;

namespace NtkAnalytic.Tests.Hierarchy;

/// <summary>
/// Ill-conditioned kernels that stay positive definite while they move: in a basis A = Q diag(1, ..., condition^(-1/2)) of the outputs K^(2) is the
/// identity and higher kernels are drawn of size scale^(r-2), so that all of the hierarchy's kernels are A (1 + small) A^T.
/// </summary>
internal static class ConditionedTensors
{
    /// <summary>
    /// The tensors, and targets A w with w of order 1: what one step of the parameters of order 1 can learn, so that from outputs of 0 the kernel
    /// moves by a share of order scale, however slow the slowest mode is.
    /// </summary>
    public static (TangentTensors Tensors, double[] Targets) Draw(int indices, int order, double condition, double scale, int seed)
    {
        var random = new Random(seed);
        double[][] basis = Basis(random, indices, condition);
        List<double[]> tensors = [];
        for (int r = 2; r <= order; r++)
        {
            int inner = (int)Math.Pow(indices, r - 2);
            double[] full = r == 2
                ? [.. Enumerable.Range(0, indices * indices).Select(i => i / indices == i % indices ? 1.0 : 0)]
                : RandomTensors.Normals(random, indices * indices * inner, Math.Pow(scale, r - 2));
            Symmetrise(full, indices, inner);
            for (int slot = 0; slot < r; slot++)
            {
                full = Transform(full, basis, indices);
            }

            // After r turns the slots stand in their order again.
            tensors.Add([.. Enumerable.Range(0, indices).SelectMany(a => Enumerable.Range(0, a + 1).SelectMany(b => full.Skip(((a * indices) + b) * inner).Take(inner)))]);
        }

        double[] reach = RandomTensors.Normals(random, indices, 1);
        return (new TangentTensors(indices, 0, 1, tensors), [.. basis.Select(row => row.Zip(reach, (x, y) => x * y).Sum())]);
    }

    // Gram and Schmidt on drawn rows, columns scaled.
    private static double[][] Basis(Random random, int count, double condition)
    {
        double[][] rows = [.. Enumerable.Range(0, count).Select(_ => RandomTensors.Normals(random, count, 1))];
        for (int i = 0; i < count; i++)
        {
            for (int pass = 0; pass < 2; pass++)
            {
                for (int j = 0; j < i; j++)
                {
                    double product = rows[i].Zip(rows[j], (x, y) => x * y).Sum();
                    rows[i] = [.. rows[i].Zip(rows[j], (x, y) => x - (product * y))];
                }
            }

            double norm = Math.Sqrt(rows[i].Sum(x => x * x));
            rows[i] = [.. rows[i].Select(x => x / norm)];
        }

        return [.. rows.Select(row => (double[])[.. row.Select((x, k) => x * Math.Pow(condition, -0.5 * k / (count - 1)))])];
    }

    private static void Symmetrise(double[] full, int count, int inner)
    {
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b < a; b++)
            {
                for (int k = 0; k < inner; k++)
                {
                    full[(((b * count) + a) * inner) + k] = full[(((a * count) + b) * inner) + k];
                }
            }
        }
    }

    // The first slot by A, and then to the end.
    private static double[] Transform(double[] tensor, double[][] basis, int count)
    {
        int rest = tensor.Length / count;
        double[] result = new double[tensor.Length];
        for (int a = 0; a < count; a++)
        {
            for (int i = 0; i < count; i++)
            {
                for (int k = 0; k < rest; k++)
                {
                    result[(k * count) + a] += basis[a][i] * tensor[(i * rest) + k];
                }
            }
        }

        return result;
    }
}
