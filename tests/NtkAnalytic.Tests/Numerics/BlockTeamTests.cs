using NtkAnalytic.Numerics;
using Xunit;

namespace NtkAnalytic.Tests.Numerics;

public class BlockTeamTests
{
    [Fact]
    public void Every_block_of_every_run_is_done_once()
    {
        var team = new Counting(37);
        for (int run = 1; run <= 2000; run++)
        {
            team.Go();
            Assert.All(team.Counts, count => Assert.Equal(run, count));
        }
    }

    [Fact]
    public async Task Runs_end_though_all_threads_of_the_pool_wait()
    {
        using var gate = new ManualResetEventSlim();
        int busy = Environment.ProcessorCount + 2;
        Task[] waiting = [.. Enumerable.Range(0, busy).Select(_ => Task.Run(gate.Wait, TestContext.Current.CancellationToken))];
        var team = new Counting(5);
        team.Go();
        gate.Set();
        Assert.All(team.Counts, count => Assert.Equal(1, count));
        await Task.WhenAll(waiting);
    }

    private sealed class Counting(int blocks) : BlockTeam
    {
        public int[] Counts { get; } = new int[blocks];

        public void Go() => Run(Counts.Length);

        protected override void Work(int block) => Interlocked.Increment(ref Counts[block]);
    }
}
