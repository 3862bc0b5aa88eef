using System.Runtime.CompilerServices;
using NtkAnalytic.DualActivations;
using NtkAnalytic.DualActivations.Series;

namespace NtkAnalytic.CorrelationMaps;

/// <summary>What all correlation maps of an activation have in common: its dual, and the Hermite series that belongs to it.</summary>
internal sealed class MapSource
{
    private static readonly ConditionalWeakTable<Activation, MapSource> Known = [];
    private readonly MehlerSeries _series;

    private MapSource(Activation activation)
    {
        Dual = DualActivation.Of(activation);

        // Also for closed forms, which may do without a series: coefficients are wanted here, not rows.
        _series = new MehlerSeries(Dual);
    }

    /// <summary>The dual of phi.</summary>
    public DualActivation Dual { get; }

    /// <summary>The source of an activation, which lives as long as the activation does.</summary>
    public static MapSource Of(Activation activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return Known.GetValue(activation, static a => new MapSource(a));
    }

    /// <summary>The profile of one variance, from its moments.</summary>
    public SeriesRowProfile Profile(InputMoments moments) => _series.Profile(moments);

    /// <summary>The Hermite series of one variance, from its moments.</summary>
    public InputSeries Series(InputMoments moments) => _series.Series(moments);

    /// <summary>The duals of a pair of this variance, on a profile of it.</summary>
    public double EvaluateRow(SeriesRowProfile profile, Span<double> oneMinus, Span<double> onePlus, Span<double> derivative) =>
        _series.EvaluateRow(profile, 0, profile, 0, oneMinus, onePlus, derivative);
}
