using System.Numerics;
using NtkAnalytic.Networks;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.FiniteWidth;

/// <summary>The moments of Theta by one pass over the layers, in fractions or in scaled doubles; every operation is on numbers that are not negative.</summary>
/// <remarks>
/// A layer of relu units is dead when all are silent: with probability 2^-n, as signs are fair coins. From there on x is 0 and so
/// are all preactivations, and what gradients of biases add goes through slopes phi'(0): a second state follows these networks.
/// Without gradients of biases it adds nothing.
/// </remarks>
internal sealed class KernelRecursion<T>
    where T : struct, IAdditionOperators<T, T, T>, IMultiplyOperators<T, T, T>
{
    private readonly TwoSlopeNetwork _network;
    private readonly Func<Rational, T> _number;
    private readonly Func<int, (T Alive, T Dead)> _survival;
    private readonly SlopeMoments<T> _slopes;
    private readonly SlopeMoments<T> _slopesAtZero;

    /// <summary>The recursion.</summary>
    /// <param name="network">The network.</param>
    /// <param name="number">A fraction as T.</param>
    /// <param name="survival">The probabilities that a layer of so many units is not dead, and that it is.</param>
    public KernelRecursion(TwoSlopeNetwork network, Func<Rational, T> number, Func<int, (T Alive, T Dead)> survival)
    {
        _network = network;
        _number = number;
        _survival = survival;
        _slopes = Moments(network.MeanSquareSlope, network.MeanFourthSlope);
        Rational middle = new Rational(1, 2) * (network.NegativeSlope + network.PositiveSlope);
        Rational square = middle * middle;
        _slopesAtZero = Moments(square, square * square);
    }

    /// <summary>E[Theta], E[Theta^2] and the probability of a dead layer, for the networks of 1, 2, ..., D layers of weights.</summary>
    public IEnumerable<(T Mean, T SecondMoment, T DeadLayer)> ByDepth()
    {
        T zero = _number(Rational.Zero);
        T norm = _number(_network.NormSquared);
        KernelState<T> alive = new(_number(Rational.One), norm, norm * norm, zero, zero, zero, zero, zero);
        KernelState<T> dead = new(zero, zero, zero, zero, zero, zero, zero, zero);
        for (int layer = 1; layer <= _network.WeightLayers; layer++)
        {
            LayerFactors<T> factors = Factors(layer);
            (T mean, T second) = alive.Output(factors);
            (T deadMean, T deadSecond) = dead.Output(factors);
            yield return (mean + deadMean, second + deadSecond, dead.One);

            // x = 0 in all that died: the other seven means of those that live are the means over all.
            alive = alive.Through(factors, _slopes);
            dead = dead.Through(factors, _slopesAtZero);
            if (_network.CanDie)
            {
                (T survives, T dies) = _survival(_network.Widths[layer]);
                dead = dead with { One = dead.One + (alive.One * dies) };
                alive = alive with { One = alive.One * survives };
            }
        }
    }

    private SlopeMoments<T> Moments(Rational second, Rational fourth) => new(_number(second), _number(second * second), _number(fourth));

    private LayerFactors<T> Factors(int layer)
    {
        int below = _network.Widths[layer - 1];
        int above = _network.Widths[layer];
        T scale = _number(_network.WeightVariance / below);
        T weight = _network.Parameterization == Parameterization.Ntk ? scale : _number(Rational.One);
        return new LayerFactors<T>(_number(above), _number(above - 1), scale, weight, _number(_network.BiasGradient));
    }
}
