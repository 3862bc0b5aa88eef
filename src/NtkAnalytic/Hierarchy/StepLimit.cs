using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Integrators;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Hierarchy;

/// <summary>
/// The longest fixed step with which an explicit method is stable at the start: x n / (lambda_max(K) h), x the method's limit on the negative
/// axis, h a bound on the curvature of the loss. The eigenvalues of K H, H positive semidefinite with eigenvalues up to h, are those of
/// K^(1/2) H K^(1/2), hence from 0 to lambda_max(K) h.
/// </summary>
internal static class StepLimit
{
    public static void Check(HierarchyField field, OutputLoss loss, IntegrationMethod method, StepControl steps, double end)
    {
        if (steps is not FixedSteps { Step: double step } || double.IsPositiveInfinity(method.RealStabilityLimit) || loss.LargestCurvature(field.Outputs) is not { } curvature)
        {
            return;
        }

        int indices = field.Indices;
        Matrix<double> kernel = Flat.ToMatrix(field.InitialKernel[..(indices * indices)], indices);
        double largest = ExtremeEigenvalues.Largest(kernel).Value;
        double limit = method.RealStabilityLimit * field.Points / (largest * curvature);
        if (largest > 0 && Math.Min(step, end) > limit)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"A step of {step:G6} is too long for {method.Name} to be stable: with the largest eigenvalue {largest:G6} of the kernel at the start, the longest stable step is {limit:G6}. Take a shorter step, steps by tolerance or an implicit method."));
        }
    }
}
