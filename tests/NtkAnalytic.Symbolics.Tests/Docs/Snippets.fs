namespace NtkAnalytic.Symbolics.Tests.Docs

open MathNet.Numerics.LinearAlgebra
open NtkAnalytic
open NtkAnalytic.Hierarchy
open NtkAnalytic.Integrators
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

    [<Fact>]
    member _.``A hierarchy from F#``() =
        // #region tangent-hierarchy
        // f = a b with a = b = 1: K^(2) = 2, K^(3) = 4, K^(4) = 8.
        let kernels = TangentTensors(1, 0, 1, [| [| 2.0 |]; [| 4.0 |]; [| 8.0 |] |])
        let one value = Matrix<double>.Build.Dense(1, 1, (value: float))
        let problem = HierarchyProblem(Loss = OutputLoss.Squared, Targets = one 2.0, InitialOutputs = one 1.0)
        let solution = TangentHierarchy(kernels, 4).Solve(problem, [| 0.1 |], IntegrationMethods.DormandPrince5, StepControl.Adaptive(1e-8, 1e-10))
        printfn "%g" solution.Records[0].Outputs[0, 0]
        // #endregion
        // Trained, f = 2 / (1 + exp(-4 t)); order 4 leaves it with t^4.
        Assert.Equal(2.0 / (1.0 + exp -0.4), solution.Records[0].Outputs[0, 0], 3)
