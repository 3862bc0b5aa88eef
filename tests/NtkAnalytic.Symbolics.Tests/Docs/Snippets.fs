namespace NtkAnalytic.Symbolics.Tests.Docs

open MathNet.Numerics.LinearAlgebra
open NtkAnalytic
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// The F# code of the documentation: what stands between the marks is shown there.
type Snippets() =
    [<Fact>]
    member _.``A kernel from F#``() =
        // #region getting-started
        let kernel = Kernel(Network(Activation.Relu, hiddenLayers = 3))
        let inputs = Matrix<double>.Build.DenseOfRowArrays([| 1.0; 0.0 |], [| 0.6; 0.8 |])
        let gram = kernel.Gram(inputs)
        printfn "%g" gram.Ntk.[0, 1]
        // #endregion
        Assert.Equal(1.9523, gram.Ntk[0, 1], 4)

    [<Fact>]
    member _.``An expectation``() =
        // #region derivation
        // E[f(u) g(v)] for f = x Phi(x) and g = x, in the variances q1, q2 and the covariance k.
        let x = Expr.symbol "x"
        let expectation = GaussianExpectation.pair "x" (x * Expr.normalCdf x) x
        // #endregion
        match expectation with
        | ClosedForm(value, []) -> Assert.Equal("k/2", Infix.print value)
        | other -> failwith $"{other}"
