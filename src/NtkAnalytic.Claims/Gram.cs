using MathNet.Numerics.LinearAlgebra;
using NtkAnalytic.Kernels;

namespace NtkAnalytic.Claims;

/// <summary>Kernel regression at a finite depth, without ridge.</summary>
internal static class Gram
{
    /// <summary>The weights Theta(x, X) Theta(X, X)^-1 of one new input.</summary>
    public static Vector<double> PredictorWeights(Network network, Matrix<double> training, Matrix<double> input)
    {
        var kernel = new Kernel(network);
        Matrix<double> gram = kernel.Gram(training, KernelKinds.Ntk).Ntk;
        return gram.Solve(kernel.Cross(training, input, KernelKinds.Ntk).Ntk.Column(0));
    }
}
