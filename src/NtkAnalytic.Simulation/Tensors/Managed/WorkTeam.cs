namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>Work that falls into items which may be done in any order and by any thread.</summary>
internal interface IWork
{
    /// <summary>Does one item.</summary>
    void Do(int item);
}

/// <summary>
/// Threads of the pool that help the calling thread. An item is done by one thread, so results cannot depend on their number. Nobody waits
/// for a helper that has not begun: where other work keeps the pool busy, the caller does the items itself.
/// </summary>
internal sealed class WorkTeam(int threads)
{
    // Waking a helper costs some microseconds: less work than this is done sooner alone.
    private const double LeastCost = 40_000;

    /// <summary>The number of threads, the caller's included.</summary>
    public int Threads => threads;

    /// <summary>Does items 0..items - 1.</summary>
    /// <param name="work">What an item is.</param>
    /// <param name="items">Their number.</param>
    /// <param name="cost">About how many elementary operations they take in all.</param>
    public void Run<TWork>(TWork work, int items, double cost)
        where TWork : struct, IWork
    {
        if (threads == 1 || items == 1 || cost < LeastCost)
        {
            for (int item = 0; item < items; item++)
            {
                work.Do(item);
            }

            return;
        }

        new Shared<TWork>(work, items).Run(Math.Min(threads, items) - 1);
    }

    private sealed class Shared<TWork>(TWork work, int items) : IThreadPoolWorkItem
        where TWork : struct, IWork
    {
        private Exception? _failure;
        private int _next;
        private int _done;

        public void Run(int helpers)
        {
            for (int helper = 0; helper < helpers; helper++)
            {
                ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
            }

            Execute();
            var spin = default(SpinWait);
            while (Volatile.Read(ref _done) < items)
            {
                spin.SpinOnce(sleep1Threshold: -1);
            }

            if (_failure is { } failure)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure);
            }
        }

        public void Execute()
        {
            TWork copy = work;
            for (int item = Interlocked.Increment(ref _next) - 1; item < items; item = Interlocked.Increment(ref _next) - 1)
            {
                try
                {
                    copy.Do(item);
                }
                catch (Exception exception)
                {
                    // Thrown again on the caller's thread; the first one wins.
                    Interlocked.CompareExchange(ref _failure, exception, null);
                }

                Interlocked.Increment(ref _done);
            }
        }
    }
}
