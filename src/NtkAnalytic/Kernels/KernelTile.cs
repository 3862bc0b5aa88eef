namespace NtkAnalytic.Kernels;

/// <summary>A finished rectangle of a kernel matrix. Its memory is used again when the consumer returns.</summary>
public readonly ref struct KernelTile
{
    /// <summary>The first row.</summary>
    public required int RowStart { get; init; }

    /// <summary>The number of rows.</summary>
    public required int RowCount { get; init; }

    /// <summary>The first column.</summary>
    public required int ColumnStart { get; init; }

    /// <summary>The number of columns.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>K, row after row; empty when it was not asked for.</summary>
    public required ReadOnlySpan<double> Nngp { get; init; }

    /// <summary>Theta, row after row; empty when it was not asked for.</summary>
    public required ReadOnlySpan<double> Ntk { get; init; }
}

/// <summary>Takes a finished tile; called from several threads at once, never twice for the same rectangle.</summary>
/// <param name="tile">The tile.</param>
public delegate void KernelTileConsumer(KernelTile tile);
