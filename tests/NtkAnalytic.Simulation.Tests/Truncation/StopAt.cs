namespace NtkAnalytic.Simulation.Tests.Truncation;

/// <summary>Asks for a stop when a share of the work is done.</summary>
internal sealed class StopAt(CancellationTokenSource stop, double share) : IProgress<double>
{
    public void Report(double value)
    {
        if (value > share)
        {
            stop.Cancel();
        }
    }
}
