namespace NtkAnalytic.Symbolics.Tests.Derivations

open NtkAnalytic.Networks
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// The step of the recursion against quadrature, unrolled kernels against those of the core.
type RecursionLinesTests() =
    static let architectures = [ Architecture.FullyConnected; Architecture.Residual; Architecture.ScaledResidual ]

    static let settings =
        [ for architecture in architectures do
              for parameterization in [ Parameterization.Ntk; Parameterization.Standard ] do
                  { Architecture = architecture
                    Parameterization = parameterization
                    WeightVariance = Names.weightVariance
                    BiasVariance = Names.biasVariance } ]

    static let check (text: string) (hiddenLayers: int option) =
        let derivation = Confirmed.derivation text

        for setting in settings do
            for line in derivation.RecursionLines(setting, hiddenLayers) do
                Confirmed.check 3 $"{text}, {setting.Architecture}, {setting.Parameterization}" line

    [<Theory>]
    [<InlineData("max(0,x)")>]
    [<InlineData("erf(x)")>]
    [<InlineData("max(0,x) + sin(x)/2")>]
    [<InlineData("x*erf(x)")>]
    [<InlineData("exp(x^2)")>]
    [<InlineData("He(6, x)")>]
    member _.``A step of the recursion``(text: string) = check text None

    [<Theory>]
    [<InlineData("max(0,x)")>]
    [<InlineData("erf(x)")>]
    [<InlineData("max(0,x) + a*min(0,x)")>]
    [<InlineData("sin(x)")>]
    [<InlineData("max(0,x)^2 + cos(x)/2")>]
    member _.``Kernels of networks without and with one hidden layer``(text: string) =
        check text (Some 0)
        check text (Some 1)

    [<Theory>]
    [<InlineData("max(0,x)")>]
    [<InlineData("erf(x)")>]
    [<InlineData("sin(x)")>]
    member _.``Kernels of networks with two hidden layers``(text: string) = check text (Some 2)

    [<Theory>]
    [<InlineData("max(0,x)")>]
    [<InlineData("abs(x)")>]
    [<InlineData("max(0,x) + a*min(0,x)")>]
    member _.``Moments of the tangent kernel at finite width``(text: string) =
        let derivation = Confirmed.derivation text
        let n (i: int) = Expr.symbol $"n{i}"

        for parameterization in [ Parameterization.Ntk; Parameterization.Standard ] do
            for widths in [ [ n 0; n 1; Expr.one ]; [ n 0; n 1; n 2; Expr.one ]; [ n 0; n 1; n 2; n 3; Expr.one ] ] do
                for line in derivation.FiniteWidthLines(widths, Names.weightVariance, Expr.symbol "norm_squared", parameterization) do
                    Confirmed.check 4 text line
