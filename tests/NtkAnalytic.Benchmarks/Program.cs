using BenchmarkDotNet.Running;
using NtkAnalytic.Benchmarks;

if (args.Length > 0 && args[0] == "ensemble")
{
    EnsembleTiming.Run(args.AsSpan(1));
    return;
}

if (args.Length > 0 && args[0] == "work-precision")
{
    WorkPrecision.Run(args.AsSpan(1));
    return;
}

if (args.Length > 0 && args[0] == "hierarchy-forms")
{
    HierarchyTiming.Run(args.AsSpan(1));
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
