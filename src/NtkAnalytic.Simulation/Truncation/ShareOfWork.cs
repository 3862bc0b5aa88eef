namespace NtkAnalytic.Simulation.Truncation;

/// <summary>Parts of a work that follow one another, each with a share of its own, told as one share.</summary>
internal sealed class ShareOfWork(IProgress<double>? whole, double parts)
{
    private double _done;

    /// <summary>What the next part tells.</summary>
    /// <param name="weight">How many parts it counts for.</param>
    /// <returns>Null when nobody listens.</returns>
    public IProgress<double>? Next(double weight = 1)
    {
        double before = _done;
        _done += weight;
        return whole is null ? null : new Part(share => whole.Report((before + (weight * share)) / parts));
    }

    private sealed class Part(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
