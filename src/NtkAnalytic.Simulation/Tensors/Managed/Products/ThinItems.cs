namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>How thin products fall into items: several networks where they are small, runs of columns of one network where they are large.</summary>
internal readonly struct ThinItems
{
    private const double CostOfItem = 65_536;

    // A multiple of every number of columns that are done at a time.
    private const int Columns = 128;

    private readonly int _networks;
    private readonly int _columns;
    private readonly int _networksInItem;
    private readonly int _columnsInItem;
    private readonly int _columnItems;

    /// <param name="networks">The networks.</param>
    /// <param name="columns">The columns of each.</param>
    /// <param name="costOfColumn">The multiplications for one column.</param>
    public ThinItems(int networks, int columns, double costOfColumn)
    {
        _networks = networks;
        _columns = columns;
        _columnsInItem = (int)Math.Min(columns, Columns * Math.Ceiling(CostOfItem / (Columns * costOfColumn)));
        _columnItems = (columns + _columnsInItem - 1) / _columnsInItem;
        _networksInItem = _columnItems > 1 ? 1 : (int)Math.Clamp(CostOfItem / (columns * costOfColumn), 1, networks);
    }

    /// <summary>The number of items.</summary>
    public int Count => (_networks + _networksInItem - 1) / _networksInItem * _columnItems;

    /// <summary>What an item holds.</summary>
    public (int FirstNetwork, int EndNetwork, int FirstColumn, int EndColumn) Range(int item)
    {
        (int networks, int columns) = Math.DivRem(item, _columnItems);
        int network = networks * _networksInItem;
        int column = columns * _columnsInItem;
        return (network, Math.Min(network + _networksInItem, _networks), column, Math.Min(column + _columnsInItem, _columns));
    }
}
