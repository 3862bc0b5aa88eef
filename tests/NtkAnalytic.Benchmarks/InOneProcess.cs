using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NtkAnalytic.Benchmarks;

/// <summary>Every case in this process, one call an iteration: for work of tenths of a second, where only ratios mean something.</summary>
internal sealed class InOneProcess : ManualConfig
{
    public InOneProcess() => AddJob(Job.Default
        .WithToolchain(InProcessEmitToolchain.Instance)
        .WithStrategy(RunStrategy.Monitoring)
        .WithWarmupCount(2)
        .WithIterationCount(8));
}
