using System.Globalization;

namespace NtkAnalytic.Regression;

/// <summary>The extreme eigenvalues of a Gram matrix, and what they leave of the sixteen digits of double precision.</summary>
public sealed record Conditioning
{
    // Of a matrix that is singular to rounding no digit is left.
    private const double DigitsOfDouble = 15.95;

    internal Conditioning(double smallest, double smallestError, double largest, double largestError, double ridge, bool isPositiveDefinite)
    {
        SmallestEigenvalue = smallest;
        SmallestEigenvalueError = smallestError;
        LargestEigenvalue = largest;
        LargestEigenvalueError = largestError;
        // Rounding may put the smaller of two equal eigenvalues above the larger one.
        ConditionNumber = smallest > 0 ? Math.Max(1, largest / smallest) : double.PositiveInfinity;
        Ridge = ridge;
        RidgedConditionNumber = smallest + ridge > 0 ? Math.Max(1, (largest + ridge) / (smallest + ridge)) : double.PositiveInfinity;
        Implication = Describe(isPositiveDefinite);
    }

    /// <summary>The smallest eigenvalue of the Gram matrix itself, without the ridge; not positive when the matrix is not positive definite.</summary>
    public double SmallestEigenvalue { get; }

    /// <summary>Absolute error estimate of <see cref="SmallestEigenvalue"/>.</summary>
    public double SmallestEigenvalueError { get; }

    /// <summary>The largest eigenvalue of the Gram matrix itself, without the ridge.</summary>
    public double LargestEigenvalue { get; }

    /// <summary>Absolute error estimate of <see cref="LargestEigenvalue"/>.</summary>
    public double LargestEigenvalueError { get; }

    /// <summary>Largest over smallest eigenvalue of the Gram matrix itself; infinite when the smallest is not positive.</summary>
    public double ConditionNumber { get; }

    /// <summary>What is added to each eigenvalue, in the units of the kernel.</summary>
    public double Ridge { get; }

    /// <summary>The condition number of the Gram matrix plus ridge, which is the system that is solved; infinite when that is singular or indefinite.</summary>
    public double RidgedConditionNumber { get; }

    /// <summary>One sentence on the correct digits that the solved system leaves in the weights.</summary>
    public string Implication { get; }

    private string Describe(bool isPositiveDefinite)
    {
        if (!isPositiveDefinite)
        {
            return "The Gram matrix with its ridge is not positive definite within rounding: the solution uses its positive eigenvalues only, and repeated or nearly equal rows, too few features for so many rows, or errors in the kernel are the usual causes.";
        }

        double digits = Math.Max(0, DigitsOfDouble - Math.Log10(RidgedConditionNumber));
        string left = string.Create(CultureInfo.InvariantCulture, $"about {digits:0} of 16 digits are left in the weights");
        return Ridge > SmallestEigenvalue
            ? string.Create(CultureInfo.InvariantCulture, $"The ridge of {Ridge:G3} exceeds the smallest eigenvalue and brings the condition number down to {RidgedConditionNumber:G3}: {left}, and the directions below the ridge are not fitted.")
            : string.Create(CultureInfo.InvariantCulture, $"The system that is solved has condition number {RidgedConditionNumber:G3}: {left}.");
    }
}
