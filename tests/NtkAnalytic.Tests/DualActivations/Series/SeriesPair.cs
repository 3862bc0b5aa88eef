using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Quadrature;
using NtkAnalytic.DualActivations.Series;

namespace NtkAnalytic.Tests.DualActivations.Series;

/// <summary>One pair through the series of an activation, and what came out.</summary>
internal sealed record SeriesPair(double OneMinus, double OnePlus, double Derivative, double Error, long ByQuadrature, double Scale, double DerivativeScale)
{
    public double Correlation => (OnePlus - OneMinus) / 2;

    public double Value => Scale * Correlation;

    public static SeriesPair Of(Activation activation, GaussianPair pair)
    {
        var dual = new QuadratureDual(activation);
        var series = new MehlerSeries(dual);
        SeriesRowProfile left = series.Profile([pair.Variance1]);
        SeriesRowProfile right = series.Profile([pair.Variance2]);
        double[] minus = [pair.OneMinusCorrelation];
        double[] plus = [pair.OnePlusCorrelation];
        double[] derivative = new double[1];
        double error = series.EvaluateRow(left, 0, right, 0, minus, plus, derivative);
        return new SeriesPair(
            minus[0],
            plus[0],
            derivative[0],
            error,
            left.PairsByQuadrature,
            Math.Sqrt(left.SecondMoment[0] * right.SecondMoment[0]),
            Math.Sqrt(left.DerivativeSecondMoment[0] * right.DerivativeSecondMoment[0]));
    }
}
