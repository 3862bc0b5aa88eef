using NtkAnalytic.DualActivations;
using NtkAnalytic.Numerics;

namespace NtkAnalytic.Kernels;

/// <summary>The recursion for one pair, with error estimates carried along to first order.</summary>
internal static class PairRecursion
{
    /// <summary>Runs all layers.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">|x|^2 / n_0, |x'|^2 / n_0 and the cosine.</param>
    /// <param name="inputDimension">n_0.</param>
    public static KernelPair Run(Network network, GaussianPair inputs, int inputDimension)
    {
        DualActivation dual = DualActivation.Of(network.Activation);
        double[] squares = [inputs.Variance1, inputs.Variance2];
        var path = new BlockPath(network, dual, squares, inputDimension, withGradients: true, keep: false);
        var state = new PairState(path, inputs);
        BlockLayer? layer = null;
        for (int l = 1; l <= network.HiddenLayers; l++)
        {
            layer = path.Next(layer, l);
            state.Step(dual, layer);
        }

        double[] nngp = layer?.Nngp ?? path.FirstNngp;
        double[] ntk = layer?.Ntk ?? path.FirstNtk;
        return state.Finish(nngp, ntk);
    }

    /// <summary>The running state of one pair.</summary>
    private sealed class PairState
    {
        private readonly bool _samePoint;
        private double _variance1;
        private double _variance2;
        private double _oneMinus;
        private double _onePlus;
        private double _ntk;
        private double _covarianceError;
        private double _ntkError;
        private SolveStatus _status = SolveStatus.Converged;

        public PairState(BlockPath path, GaussianPair inputs)
        {
            _samePoint = inputs.IsDiagonal;
            _oneMinus = inputs.OneMinusCorrelation;
            _onePlus = inputs.OnePlusCorrelation;
            double mean = Math.Sqrt(inputs.Variance1) * Math.Sqrt(inputs.Variance2) * inputs.Correlation;
            _ntk = path.FirstRule.NextNtk(0, mean, 0);
            _variance1 = path.FirstNngp[0];
            _variance2 = path.FirstNngp[1];
            Combine(path.FirstRule, path.FirstWeight, null, path.FirstRoot, 1, 1);
            _covarianceError = 4e-16 * path.FirstRoot[0] * path.FirstRoot[1];
            _ntkError = 4e-16 * Math.Sqrt(path.FirstNtk[0]) * Math.Sqrt(path.FirstNtk[1]);
        }

        public void Step(DualActivation dual, BlockLayer layer)
        {
            LayerRule rule = layer.Rule;
            DualPair pair = dual.Evaluate(new GaussianPair(_variance1, _variance2, _oneMinus, _onePlus));
            _status = SolveStatus.Worse(_status, pair.Status);

            // Errors to first order: dm/dk = E[phi' phi'] (Price), and Theta enters the next one times weight d.
            double slope = double.IsFinite(pair.Derivative) ? Math.Abs(pair.Derivative) : 0;
            double momentError = pair.ValueError + (slope * _covarianceError);
            double slopeError = double.IsFinite(pair.DerivativeError) ? pair.DerivativeError : 0;
            _ntkError = (rule.Skip * _ntkError)
                + (rule.WeightGradient * momentError)
                + (rule.Weight * ((slope * _ntkError) + (Math.Abs(_ntk) * slopeError)));
            _covarianceError = (rule.Skip * _covarianceError) + (rule.Weight * momentError);
            _ntk = rule.NextNtk(_ntk, pair.Value, pair.Derivative);
            (double skipOneMinus, double skipOnePlus) = (_oneMinus, _onePlus);
            _oneMinus = pair.OneMinusCorrelation;
            _onePlus = pair.OnePlusCorrelation;
            Combine(rule, layer.Weight, layer.Skip, layer.Root, skipOneMinus, skipOnePlus);
            _variance1 = layer.Nngp[0];
            _variance2 = layer.Nngp[1];
        }

        public KernelPair Finish(double[] nngp, double[] ntk)
        {
            var outputs = new GaussianPair(nngp[0], nngp[1], _oneMinus, _onePlus);
            bool diverges = double.IsInfinity(ntk[0]) || double.IsInfinity(ntk[1]) || double.IsInfinity(_ntk);
            return new KernelPair(
                _samePoint ? nngp[0] : outputs.Covariance,
                _covarianceError,
                _samePoint ? ntk[0] : _ntk,
                _ntkError,
                outputs,
                ntk[0],
                ntk[1],
                diverges ? SolveStatus.Worse(_status, SolveStatus.Diverges) : _status);
        }

        private void Combine(LayerRule rule, double[] weight, double[]? skip, double[] root, double skipOneMinus, double skipOnePlus)
        {
            if (!rule.KeepsCorrelation)
            {
                LayerSum.Combine(
                    rule,
                    new RowFactors(weight[0], skip?[0] ?? 0, root[0]),
                    new RowFactors(weight[1], skip?[1] ?? 0, root[1]),
                    skipOneMinus,
                    skipOnePlus,
                    ref _oneMinus,
                    ref _onePlus);
            }
        }
    }
}
