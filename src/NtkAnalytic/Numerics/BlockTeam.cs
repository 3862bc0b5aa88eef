namespace NtkAnalytic.Numerics;

/// <summary>
/// Independent blocks of one job, worked on by the calling thread and by threads of the pool that happen to be free. Once made, a job
/// runs again and again without allocation. Blocks must not throw, and must write to places of their own: then results do not depend on
/// the number of threads.
/// </summary>
internal abstract class BlockTeam : IThreadPoolWorkItem
{
    private int _next;
    private int _count;
    private int _inside;
    private int _queued;
    private int _open;

    /// <summary>Does one block.</summary>
    protected abstract void Work(int block);

    /// <summary>Does blocks 0, ..., count - 1, and returns when all are done. Not for several threads at once.</summary>
    protected void Run(int count)
    {
        _count = count;
        Volatile.Write(ref _next, 0);
        Volatile.Write(ref _open, 1);
        for (int helpers = Math.Min(Environment.ProcessorCount, count) - 1; Volatile.Read(ref _queued) < helpers;)
        {
            Interlocked.Increment(ref _queued);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        Drain();

        // A helper that comes from here on finds the job closed and leaves, so nothing waits for a pool whose threads are all busy; one that
        // came before is waited for. Both sides write before they read, with a full fence between, so one of them sees the other.
        Interlocked.Exchange(ref _open, 0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _inside) != 0)
        {
            wait.SpinOnce();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        Interlocked.Decrement(ref _queued);
        Interlocked.Increment(ref _inside);
        if (Volatile.Read(ref _open) != 0)
        {
            Drain();
        }

        Interlocked.Decrement(ref _inside);
    }

    private void Drain()
    {
        for (int block = Interlocked.Increment(ref _next) - 1; block < _count; block = Interlocked.Increment(ref _next) - 1)
        {
            Work(block);
        }
    }
}
