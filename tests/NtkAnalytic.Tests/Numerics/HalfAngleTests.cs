using System.Runtime.Intrinsics;
using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public sealed class HalfAngleTests
{
    // The polynomials have 23 terms of size below 2: four units of rounding are a bound seen with room to spare.
    private const double Tolerance = 4 * 2.2e-16;

    public static TheoryData<double> Gaps => new(
        1e-300, 1e-30, 1e-15, 1e-8, 1e-3, 0.01, 0.1, 0.25, 0.5, 0.7, 0.9, 0.999, 1);

    [Theory]
    [MemberData(nameof(Gaps))]
    public void TheAngleIsTwiceTheArcsineOfTheHalfChord(double gap) =>
        AssertRelative(2 * Math.Asin(Math.Sqrt(gap / 2)), HalfAngle.Angle(gap));

    [Theory]
    [MemberData(nameof(Gaps))]
    public void TheSegmentFollowsItsSeries(double gap)
    {
        if (gap < 1e-100)
        {
            // The segment is of order gap^(3/2) and leaves the range of doubles.
            Assert.True(HalfAngle.SegmentFromGap(gap) >= 0);
            return;
        }

        // In decimal arithmetic of 28 digits: sum of (-1)^(k+1) 2k theta^(2k+1) / (2k+1)!, scaled by theta^3.
        decimal theta = (decimal)(2 * Math.Asin(Math.Sqrt(gap / 2)));
        decimal square = theta * theta;
        decimal term = 1m / 3;
        decimal sum = 0;
        for (int k = 1; k < 40; k++)
        {
            sum += term;
            term *= -square * (k + 1) / (k * (2m * k + 2) * ((2 * k) + 3));
        }

        double angle = 2 * Math.Asin(Math.Sqrt(gap / 2));
        AssertRelative((double)sum * angle * angle * angle, HalfAngle.SegmentFromGap(gap), 3 * Tolerance);
    }

    [Theory]
    [MemberData(nameof(Gaps))]
    public void VectorsAgreeWithScalarsToTheBit(double gap)
    {
        (Vector512<double> angle, Vector512<double> segment) = HalfAngle.Evaluate(Vector512.Create(gap));

        Assert.Equal(HalfAngle.Angle(gap), angle[5]);
        Assert.Equal(HalfAngle.SegmentFromGap(gap), segment[2]);
        Assert.Equal(angle, HalfAngle.Angle(Vector512.Create(gap)));
    }

    private static void AssertRelative(double expected, double actual, double tolerance = Tolerance) =>
        Assert.Equal(expected, actual, tolerance * expected);
}
