using System.Numerics;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// A matrix that depends on the parameters (a row a point and output) with its derivatives along tuples of directions: one matrix for each
/// tuple. Those of tuples shorter than the longest are kept, those of the longest are held for one block only.
/// </summary>
internal sealed class JetArray
{
    private readonly TensorBackend _backend;
    private readonly Tensor[] _stored;
    private readonly Tensor? _held;
    private readonly bool _isConstant;
    private readonly int _rows;
    private readonly int _columns;

    private JetArray(TensorBackend backend, Tensor[] stored, Tensor? held, bool isConstant, int rows, int columns)
    {
        _backend = backend;
        _stored = stored;
        _held = held;
        _isConstant = isConstant;
        _rows = rows;
        _columns = columns;
    }

    /// <summary>Memory for a matrix and its derivatives.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the memory.</param>
    /// <param name="plan">The lengths of tuples.</param>
    /// <param name="highest">The length of the longest tuples that this matrix is derived along.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns.</param>
    /// <returns>The array, its contents undefined.</returns>
    public static JetArray Allocate(TensorBackend backend, TensorScope scope, JetPlan plan, int highest, int rows, int columns)
    {
        var stored = new Tensor[Math.Min(highest + 1, Math.Max(1, plan.Generators))];
        for (int length = 0; length < stored.Length; length++)
        {
            stored[length] = scope.Allocate(1, checked((int)plan.Tuples(length) * rows), columns);
        }

        Tensor? held = highest < stored.Length ? null : scope.Allocate(1, plan.BlockTuples * rows, columns);
        return new JetArray(backend, stored, held, false, rows, columns);
    }

    /// <summary>A matrix that the parameters do not change.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="value">1 x rows x columns.</param>
    /// <returns>The array.</returns>
    public static JetArray Constant(TensorBackend backend, Tensor value) =>
        new(backend, [value], null, true, value.Shape.Rows, value.Shape.Columns);

    /// <summary>Whether the derivatives along a part of a tuple are zero, and not stored.</summary>
    /// <param name="part">The part's mask.</param>
    /// <returns>True for a constant and any directions.</returns>
    public bool IsZero(int part) => _isConstant && part != 0;

    /// <summary>The derivatives along a part of a block's tuples: (tuples, or 1) x rows x columns.</summary>
    /// <param name="block">The block.</param>
    /// <param name="part">The part's mask.</param>
    /// <returns>A view.</returns>
    public Tensor Of(JetBlock block, int part) => View(block, part, new TensorShape(block.CountOf(part), _rows, _columns));

    /// <summary>The same numbers as one matrix, those of the tuples below each other.</summary>
    /// <param name="block">The block.</param>
    /// <param name="part">The part's mask.</param>
    /// <returns>A view.</returns>
    public Tensor Flat(JetBlock block, int part) => View(block, part, new TensorShape(1, block.CountOf(part) * _rows, _columns));

    /// <summary>The derivative, along a part without b_1, of the row that b_(slot + 1) says: (tuples for the slot 0, else 1) x 1 x columns.</summary>
    /// <param name="block">The block.</param>
    /// <param name="part">The part's mask, without b_1.</param>
    /// <param name="slot">0..u - 1.</param>
    /// <returns>A view.</returns>
    public Tensor Row(JetBlock block, int part, int slot)
    {
        Tensor matrix = _stored[BitOperations.PopCount((uint)part)];
        long row = (block.FirstOf(part) * _rows) + block.Direction(slot);
        return _backend.View(matrix, row * _columns, new TensorShape(slot == 0 ? block.Count : 1, 1, _columns));
    }

    private Tensor View(JetBlock block, int part, TensorShape shape)
    {
        int length = BitOperations.PopCount((uint)part);
        return length < _stored.Length
            ? _backend.View(_stored[length], block.FirstOf(part) * _rows * _columns, shape)
            : _backend.View(_held!, 0, shape);
    }
}
