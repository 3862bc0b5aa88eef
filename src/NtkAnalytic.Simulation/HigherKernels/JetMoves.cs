using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.HigherKernels;

/// <summary>
/// What the motion of one layer's weights adds to a derivative along a tuple. Along grad f_c the weights change by the outer
/// product s u_c v_c^T, of the signal and the layer's input at c (or v_c u_c^T, read from the other side), so that s W v_x gains
/// s^2 u_c v_c^T v_x. The parameters are moved along b_u first and along b_1 last: what b_j adds feels those after it, b_(j+1), ..., b_u,
/// while v_x feels all. So along b_1..b_u the gain is the sum, over j and over parts R of {j + 1, ..., u}, of
/// (D_R u_(b_j)) times sum over R' of (D_R' v_(b_j))^T (D_Q\R' v_x), where Q is all but j and R, and R' its parts after j.
/// </summary>
internal sealed class JetMoves
{
    private readonly TensorBackend _backend;
    private readonly Tensor _factors;
    private readonly Tensor _vectors;
    private readonly Tensor _one;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="plan">The lengths of tuples.</param>
    /// <param name="rows">The rows x.</param>
    /// <param name="widest">The longest vector u.</param>
    public JetMoves(TensorBackend backend, TensorScope scope, JetPlan plan, int rows, int widest)
    {
        _backend = backend;
        int terms = Math.Max(1, (1 << plan.Generators) - 1);
        _factors = scope.Allocate(1, plan.BlockTuples * terms, rows);
        _vectors = scope.Allocate(1, plan.BlockTuples * terms, widest);
        _one = scope.Allocate(1, 1, 1);
        backend.Fill(_one, 1);
    }

    /// <summary>destination = the gain + beta destination.</summary>
    /// <param name="block">The tuples.</param>
    /// <param name="directions">v at the training rows.</param>
    /// <param name="rows">v at the rows x.</param>
    /// <param name="vectors">u at the training rows.</param>
    /// <param name="scale">s^2.</param>
    /// <param name="bias">What is added to s^2 v_c^T v_x for the biases: their own motion is bias u_c.</param>
    /// <param name="beta">1 or 0.</param>
    /// <param name="destination">tuples x rows x the length of u.</param>
    public void Add(JetBlock block, JetArray directions, JetArray rows, JetArray vectors, double scale, double bias, double beta, Tensor destination)
    {
        List<Term> terms = Terms(block, directions, rows, vectors);
        if (terms.Count == 0)
        {
            if (beta == 0)
            {
                _backend.Fill(destination, 0);
            }

            return;
        }

        int points = destination.Shape.Rows;
        int width = destination.Shape.Columns;
        Tensor factors = _backend.View(_factors, 0, new TensorShape(block.Count, terms.Count, points));
        Tensor stacked = _backend.View(_vectors, 0, new TensorShape(block.Count, terms.Count, width));
        for (int t = 0; t < terms.Count; t++)
        {
            Term term = terms[t];
            _backend.Add(vectors.Row(block, term.Moved, term.Slot), _backend.View(stacked, (long)t * width, 1, width), 1, 0);
            Tensor factor = _backend.View(factors, (long)t * points, 1, points);
            double keep = 0;
            if (term.Others == 0 && bias != 0)
            {
                _backend.Add(_one, factor, bias, 0);
                keep = 1;
            }

            foreach (int felt in Felt(term, directions, rows))
            {
                _backend.MatrixProduct(directions.Row(block, felt, term.Slot), false, rows.Of(block, term.Others & ~felt), true, factor, scale, keep);
                keep = 1;
            }
        }

        _backend.MatrixProduct(factors, true, stacked, false, destination, 1, beta);
    }

    private static List<Term> Terms(JetBlock block, JetArray directions, JetArray rows, JetArray vectors)
    {
        var terms = new List<Term>();
        for (int slot = 0; slot < block.Length; slot++)
        {
            foreach (int moved in Parts(block.Whole & ~((2 << slot) - 1)))
            {
                var term = new Term(slot, moved, block.Whole & ~(1 << slot) & ~moved);
                if (!vectors.IsZero(moved) && Felt(term, directions, rows).Any())
                {
                    terms.Add(term);
                }
            }
        }

        return terms;
    }

    // The parts of Q after j, where neither factor vanishes.
    private static IEnumerable<int> Felt(Term term, JetArray directions, JetArray rows) =>
        Parts(term.Others & ~((2 << term.Slot) - 1)).Where(felt => !directions.IsZero(felt) && !rows.IsZero(term.Others & ~felt));

    /// <summary>All parts of a set, the empty one first.</summary>
    /// <param name="set">A mask.</param>
    /// <returns>Masks.</returns>
    public static IEnumerable<int> Parts(int set)
    {
        int part = 0;
        do
        {
            yield return part;
            part = (part - set) & set;
        }
        while (part != 0);
    }

    /// <summary>One summand.</summary>
    /// <param name="Slot">j, counted from 0.</param>
    /// <param name="Moved">R.</param>
    /// <param name="Others">Q.</param>
    private readonly record struct Term(int Slot, int Moved, int Others);
}
