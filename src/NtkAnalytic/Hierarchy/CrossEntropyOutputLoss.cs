using MathNet.Numerics.LinearAlgebra;

namespace NtkAnalytic.Hierarchy;

/// <summary>Softmax for several outputs, logistic for one.</summary>
internal sealed class CrossEntropyOutputLoss : OutputLoss
{
    public override string Name => "cross-entropy";

    // Softmax: v^T (diag(p) - p p^T) v is a variance of the components of v, at most a quarter of their squared range, which is at most
    // 2 |v|^2. Logistic: p (1 - p) <= 1/4.
    public override double? LargestCurvature(int outputs) => outputs == 1 ? 0.25 : 0.5;

    public override void CheckTargets(Matrix<double> targets)
    {
        for (int i = 0; i < targets.RowCount; i++)
        {
            if (targets.ColumnCount == 1)
            {
                if (Math.Abs(targets[i, 0]) != 1)
                {
                    throw new ArgumentException(
                        FormattableString.Invariant($"The labels of a single output are 1 and -1 under the cross-entropy, but row {i}, column 0 is {targets[i, 0]:R}."),
                        nameof(targets));
                }
            }
            else
            {
                CheckProbabilities(targets, i);
            }
        }
    }

    public override double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets)
    {
        if (outputs.Length == 1)
        {
            // log(1 + e^z) = max(z, 0) + log(1 + e^-|z|): no exponential overflows, and for z << 0 the value e^z keeps its digits.
            double z = -targets[0] * outputs[0];
            return Math.Max(z, 0) + LogOnePlus(Math.Exp(-Math.Abs(z)));
        }

        // Relative to the largest output, whose own term is the 1 in log(1 + the others).
        int largest = Largest(outputs);
        double others = 0;
        double mean = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            if (j != largest)
            {
                double below = outputs[j] - outputs[largest];
                others += Math.Exp(below);
                mean += targets[j] * below;
            }
        }

        return LogOnePlus(others) - mean;
    }

    public override void Residual(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> residual)
    {
        if (outputs.Length == 1)
        {
            residual[0] = -targets[0] * Sigmoid(-targets[0] * outputs[0]);
            return;
        }

        Probabilities(outputs, residual);

        // Of the likeliest class, p - y is (1 - y) - (the other probabilities): p itself has lost what is left of it near 1.
        int largest = Largest(outputs);
        double others = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            if (j != largest)
            {
                others += residual[j];
                residual[j] -= targets[j];
            }
        }

        residual[largest] = (1 - targets[largest]) - others;
    }

    public override void Curvature(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> curvature)
    {
        int count = outputs.Length;
        if (count == 1)
        {
            curvature[0] = Sigmoid(outputs[0]) * Sigmoid(-outputs[0]);
            return;
        }

        // diag(p) - p p^T; the first row serves as memory for p and is overwritten last. A diagonal entry p_j (1 - p_j) is minus the sum of
        // the others of its row, which are of one sign.
        Span<double> probabilities = curvature[..count];
        Probabilities(outputs, probabilities);
        for (int i = count - 1; i >= 0; i--)
        {
            double row = probabilities[i];
            double others = 0;
            for (int j = count - 1; j >= 0; j--)
            {
                if (j != i)
                {
                    double product = row * probabilities[j];
                    others += product;
                    curvature[(i * count) + j] = -product;
                }
            }

            curvature[(i * count) + i] = others;
        }
    }

    private static void CheckProbabilities(Matrix<double> targets, int row)
    {
        double sum = 0;
        for (int j = 0; j < targets.ColumnCount; j++)
        {
            sum += targets[row, j];
            if (targets[row, j] < 0)
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"Targets of the cross-entropy are probabilities, but row {row}, column {j} is {targets[row, j]:R}."),
                    nameof(targets));
            }
        }

        // Sums of up to 1e4 rounded probabilities are this close to 1.
        if (Math.Abs(sum - 1) > 1e-12)
        {
            throw new ArgumentException(
                FormattableString.Invariant($"Targets of the cross-entropy are probabilities, but those of row {row} sum to {sum:R}."),
                nameof(targets));
        }
    }

    private static void Probabilities(ReadOnlySpan<double> outputs, Span<double> probabilities)
    {
        double largest = outputs[Largest(outputs)];
        double sum = 0;
        for (int j = 0; j < outputs.Length; j++)
        {
            probabilities[j] = Math.Exp(outputs[j] - largest);
            sum += probabilities[j];
        }

        for (int j = 0; j < outputs.Length; j++)
        {
            probabilities[j] /= sum;
        }
    }

    private static int Largest(ReadOnlySpan<double> outputs)
    {
        int largest = 0;
        for (int j = 1; j < outputs.Length; j++)
        {
            if (outputs[j] > outputs[largest])
            {
                largest = j;
            }
        }

        return largest;
    }

    private static double Sigmoid(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));

    // log(1 + u) for u >= 0: (1 + u) - 1 is what rounding made of u, and log(w) / (w - 1) hardly varies near w = 1.
    private static double LogOnePlus(double u)
    {
        double w = 1 + u;
        return w == 1 ? u : Math.Log(w) * (u / (w - 1));
    }
}
