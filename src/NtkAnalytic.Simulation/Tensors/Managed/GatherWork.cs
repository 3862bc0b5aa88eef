namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>Copies of rows. Items are networks.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly unsafe struct GatherWork<T> : IWork
    where T : unmanaged
{
    private readonly T* _source;
    private readonly T* _destination;
    private readonly long _strideSource;
    private readonly long _strideDestination;
    private readonly int* _rows;
    private readonly int _count;
    private readonly int _columns;

    private GatherWork(ManagedTensor<T> source, int* rows, ManagedTensor<T> destination)
    {
        _source = source.Data;
        _destination = destination.Data;
        _strideSource = source.Stride;
        _strideDestination = destination.Stride;
        _rows = rows;
        _count = destination.Shape.Rows;
        _columns = destination.Shape.Columns;
    }

    /// <summary>Does it.</summary>
    public static void Run(WorkTeam team, ManagedTensor<T> source, ReadOnlySpan<int> rows, ManagedTensor<T> destination)
    {
        // The team is done with the row numbers when Run returns.
        fixed (int* first = rows)
        {
            team.Run(new GatherWork<T>(source, first, destination), destination.Shape.Networks, destination.Shape.Count);
        }
    }

    public void Do(int item)
    {
        for (int i = 0; i < _count; i++)
        {
            var row = new ReadOnlySpan<T>(_source + (item * _strideSource) + ((long)_rows[i] * _columns), _columns);
            row.CopyTo(new Span<T>(_destination + (item * _strideDestination) + ((long)i * _columns), _columns));
        }
    }
}
