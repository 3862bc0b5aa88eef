using NtkAnalytic.Hierarchy;
using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation.Tensors;
using NtkAnalytic.Simulation.Training;

namespace NtkAnalytic.Simulation.Truncation;

/// <summary>Which network, which orders, which times, and how exactly. Immutable.</summary>
public sealed record TruncationOptions
{
    /// <summary>What computes.</summary>
    public required TensorBackend Backend { get; init; }

    /// <summary>The seed of the ensemble the network belongs to.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The number of the network: its parameters depend on seed and number alone.</summary>
    public uint Network { get; init; }

    /// <summary>p: the orders to integrate, ascending, from 2 on. 2 is the frozen kernel.</summary>
    public required IReadOnlyList<int> Orders { get; init; }

    /// <summary>Times to record at, ascending, not negative; the last one ends everything.</summary>
    public required IReadOnlyList<double> Times { get; init; }

    /// <summary>The integrator of the hierarchy.</summary>
    public required IntegrationMethod Method { get; init; }

    /// <summary>Its steps.</summary>
    public required StepControl Steps { get; init; }

    /// <summary>
    /// How the network is trained. Its error must be far below the truncation errors to be seen: at width 4096 those of order 4 are about
    /// 1e-8, and a tolerance of 1e-12 is enough.
    /// </summary>
    public GradientFlow Flow { get; init; } = new(1e-12, 1e-12, 1_000_000);

    /// <summary>The form of the hierarchy.</summary>
    public HierarchyForm Form { get; init; } = HierarchyForm.Reduced;

    /// <summary>How its kernels are held.</summary>
    public TangentStorage Storage { get; init; } = TangentStorage.Automatic;

    /// <summary>The most steps of each integration, rejected ones included.</summary>
    public long MaxSteps { get; init; } = 1_000_000;

    /// <summary>Told the share of the work that is done.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the work; solutions and training up to there are returned.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Backend);
        ArgumentNullException.ThrowIfNull(Method);
        ArgumentNullException.ThrowIfNull(Steps);
        ArgumentNullException.ThrowIfNull(Flow);
        if (Orders is not { Count: > 0 } || Orders[0] < 2 || Orders.Zip(Orders.Skip(1)).Any(pair => pair.Second <= pair.First))
        {
            throw new ArgumentException($"Orders ascend from 2 or more, but these were given: {string.Join(", ", Orders ?? [])}.");
        }

        if (Times is not { Count: > 0 } || !(Times[0] >= 0) || !double.IsFinite(Times[^1]) || Times.Zip(Times.Skip(1)).Any(pair => !(pair.Second > pair.First)))
        {
            throw new ArgumentException(FormattableString.Invariant($"Times are not negative, finite and ascend, but these were given: {string.Join(", ", Times ?? [])}."));
        }
    }
}
