namespace NtkAnalytic.Symbolics.Tests.Derivations

open NtkAnalytic.Networks
open NtkAnalytic.Symbolics.FSharp
open Xunit

/// The double sum over layers of the derivation against the recursion of the core: two algorithms, both exact.
type FiniteWidthInTheCoreTests() =
    [<Fact>]
    member _.``Formulas in numbers are the fractions of the core``() =
        for name, slopeBelow, slopeAbove in
            [ "relu", Expr.zero, Expr.one
              "leaky-relu(0.1)", Expr.fraction 1 10, Expr.one
              "two-slope(-2,0.5)", Expr.integer -2, Expr.fraction 1 2
              "identity", Expr.one, Expr.one ] do
            for parameterization in [ Parameterization.Ntk; Parameterization.Standard ] do
                let widths = [ 5; 3; 1; 4; 2; 6; 1 ]

                let derived =
                    FiniteWidth.moments
                        { Widths = List.map Expr.integer widths
                          SlopeBelow = slopeBelow
                          SlopeAbove = slopeAbove
                          WeightVariance = Expr.fraction 6 5
                          NormSquared = Expr.fraction 7 3
                          Parameterization = parameterization }

                let core =
                    NtkAnalytic.FiniteWidth
                        .TwoSlopeNetwork(NtkAnalytic.Activation.Parse name, Array.ofList widths)
                        .WithWeightVariance(NtkAnalytic.Numerics.Rational.Parse "1.2")
                        .WithNormSquared(NtkAnalytic.Numerics.Rational.Parse "7/3")
                        .WithParameterization(parameterization)
                    |> NtkAnalytic.FiniteWidth.ExactKernelMoments.Of

                let asExpr (value: NtkAnalytic.Numerics.Rational) =
                    Expr.number (Rational.Create(value.Numerator, value.Denominator))

                Assert.Equal(derived.Mean, asExpr core.Mean)
                Assert.Equal(derived.SecondMoment, asExpr core.SecondMoment)
                Assert.Equal(derived.Ratio, asExpr core.Ratio)
