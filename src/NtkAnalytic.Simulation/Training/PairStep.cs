using NtkAnalytic.Integrators;
using NtkAnalytic.Simulation.Tensors;

namespace NtkAnalytic.Simulation.Training;

/// <summary>One step of an <see cref="RungeKuttaTableau"/> without extra stages for a batch of vectors, each with a step size of its own; 0 leaves a vector where it is.</summary>
internal sealed class PairStep
{
    private readonly TensorBackend _backend;
    private readonly RungeKuttaTableau _pair;
    private readonly Action<int> _field;
    private readonly Tensor _step;
    private readonly Tensor _sum;

    /// <summary>Buffers.</summary>
    /// <param name="backend">The backend.</param>
    /// <param name="scope">Owns the buffers.</param>
    /// <param name="pair">The method.</param>
    /// <param name="moving">Where derivatives are taken: receives the points of the stages, and at last the end of the step. networks x 1 x P.</param>
    /// <param name="scratch">Like it.</param>
    /// <param name="derivatives">Makes tensors like it, one for each stage.</param>
    /// <param name="field">Computes the derivative at <paramref name="moving"/> into the stage whose number it is given.</param>
    public PairStep(TensorBackend backend, TensorScope scope, RungeKuttaTableau pair, Tensor moving, Tensor scratch, IReadOnlyList<Tensor> derivatives, Action<int> field)
    {
        _backend = backend;
        _pair = pair;
        _field = field;
        _step = scope.Allocate(moving.Shape.Networks, 1, 1);
        _sum = scope.Allocate(moving.Shape.Networks, 1, 1);
        Moving = moving;
        Scratch = scratch;
        Derivatives = derivatives;
        Base = scope.Allocate(moving.Shape.Networks, moving.Shape.Rows, moving.Shape.Columns);
        backend.Add(moving, Base, 1, 0);
    }

    /// <summary>Where the step starts; with its derivative in the first stage.</summary>
    public Tensor Base { get; }

    /// <summary>Where the step ends, after <see cref="Attempt"/>.</summary>
    public Tensor Moving { get; }

    /// <summary>A buffer.</summary>
    public Tensor Scratch { get; }

    /// <summary>The derivatives at the stages.</summary>
    public IReadOnlyList<Tensor> Derivatives { get; }

    /// <summary>Takes the step.</summary>
    /// <param name="steps">The step size of each vector.</param>
    /// <returns>The Euclidean norm of the estimated error of each vector.</returns>
    public double[] Attempt(double[] steps)
    {
        _backend.Write(steps, _step);
        for (int stage = 1; stage < _pair.Stages.Count; stage++)
        {
            Combine(_pair.Stages[stage]);
            _backend.Add(Base, Moving, 1, 0);
            _backend.Multiply(Scratch, _step, Moving, 1, 1);
            _field(stage);
        }

        Combine(_pair.ErrorWeights);
        return [.. Norms(Scratch).Zip(steps, (norm, step) => norm * step)];
    }

    /// <summary>|Moving - origin| of each vector.</summary>
    public double[] Distances(Tensor origin)
    {
        _backend.Add(Moving, Scratch, 1, 0);
        _backend.Add(origin, Scratch, -1);
        return Norms(Scratch);
    }

    /// <summary>Moves the base of accepted vectors to the end of the step, and of no other.</summary>
    /// <param name="isAccepted">Which.</param>
    /// <param name="isFinite">False when a vector that is not accepted left the range of numbers.</param>
    public void Accept(bool[] isAccepted, bool isFinite)
    {
        Select(Moving, Base, isAccepted, isFinite);
        Select(Derivatives[^1], Derivatives[0], isAccepted, isFinite);
    }

    private void Select(Tensor source, Tensor destination, bool[] isChosen, bool isFinite)
    {
        if (Array.TrueForAll(isChosen, chosen => chosen))
        {
            _backend.Add(source, destination, 1, 0);
        }
        else if (isFinite)
        {
            // Products with 1 and 0 and their sum are exact.
            _backend.Write([.. isChosen.Select(chosen => chosen ? 0.0 : 1.0)], _step);
            _backend.Multiply(destination, _step, destination);
            _backend.Write([.. isChosen.Select(chosen => chosen ? 1.0 : 0.0)], _step);
            _backend.Multiply(source, _step, destination, 1, 1);
        }
        else
        {
            // 0 times infinity is NaN, so the rare vector that left the range of numbers is told apart here.
            double[] kept = _backend.ToArray(destination);
            double[] moved = _backend.ToArray(source);
            long count = destination.Shape.PerNetwork;
            for (long i = 0; i < kept.LongLength; i++)
            {
                kept[i] = isChosen[i / count] ? moved[i] : kept[i];
            }

            _backend.Write(kept, destination);
        }
    }

    private void Combine(IReadOnlyList<double> weights)
    {
        bool isFirst = true;
        for (int j = 0; j < weights.Count; j++)
        {
            if (weights[j] != 0)
            {
                _backend.Add(Derivatives[j], Scratch, weights[j], isFirst ? 0 : 1);
                isFirst = false;
            }
        }
    }

    private double[] Norms(Tensor vectors)
    {
        _backend.SumOfProducts(vectors, vectors, _sum);
        return [.. _backend.ToArray(_sum).Select(Math.Sqrt)];
    }
}
