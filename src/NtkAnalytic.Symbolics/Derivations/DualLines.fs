namespace NtkAnalytic.Symbolics.FSharp

/// The statements on dual activations and the maps of a layer.
module internal DualLines =
    // In q1, q2, k or in q1, q2, c, whichever is shorter to read; among equals the covariance. Long formulas stay as they are.
    let private shorter (a: Expectation) : Expectation =
        let length (value: Expr) = (UnicodeText.print value).Length

        match a with
        | ClosedForm(inCovariance, _) when inCovariance.Terms.Count <= 20 ->
            match DualFormulas.inCorrelation a with
            | ClosedForm(inCorrelation, _) as other when length inCorrelation < length inCovariance -> other
            | _ -> a
        | _ -> a

    let private pairIntegral (f: string) =
        $"integral of {f}(u) {f}(v) exp(-(q2 u^2 - 2 k u v + q1 v^2)/(2 (q1 q2 - k^2)))/(2 pi sqrt(q1 q2 - k^2)) over all u and v"

    let private singleIntegral (f: string) = $"integral of {f}(u)^2 exp(-u^2/(2 q))/sqrt(2 pi q) over all u"

    /// E[phi(u) phi(v)] and E[phi'(u) phi'(v)].
    let duals (formulas: DualFormulas) : Line list =
        let probes = Probes formulas

        [ Line.create
              "dual"
              "dual activation"
              "E[phi(u) phi(v)]"
              @"\mathbb{E}[\varphi(u)\,\varphi(v)]"
              (shorter formulas.Dual)
              (Some(probes.OfPair(fun pair first second -> pair.Value, sqrt (first.SecondMoment * second.SecondMoment))))
          |> Line.withIntegral (pairIntegral "phi")
          Line.create
              "derivativeDual"
              "derivative dual"
              "E[phi'(u) phi'(v)]"
              @"\mathbb{E}[\varphi'(u)\,\varphi'(v)]"
              (shorter formulas.DerivativeDual)
              (Some(
                  probes.OfPair(fun pair first second ->
                      let scale = sqrt (first.DerivativeSecondMoment * second.DerivativeSecondMoment)
                      // Where phi jumps the second moments of its derivative are infinite: the error is then relative to the value.
                      pair.Derivative, (if System.Double.IsFinite scale then scale else pair.Derivative))
              ))
          |> Line.withIntegral (pairIntegral "phi'") ]

    /// E[phi(u)^2] and E[phi'(u)^2].
    let moments (formulas: DualFormulas) : Line list =
        let probes = Probes formulas

        [ Line.create
              "secondMoment"
              "second moment"
              "E[phi(u)^2]"
              @"\mathbb{E}[\varphi(u)^2]"
              formulas.SecondMoment
              (Some(probes.OfVariance(fun m _ _ -> m.SecondMoment, m.SecondMoment)))
          |> Line.withIntegral (singleIntegral "phi")
          Line.create
              "derivativeMoment"
              "second moment of the derivative"
              "E[phi'(u)^2]"
              @"\mathbb{E}[\varphi'(u)^2]"
              formulas.DerivativeMoment
              (Some(probes.OfVariance(fun m _ _ -> m.DerivativeSecondMoment, m.DerivativeSecondMoment)))
          |> Line.withIntegral (singleIntegral "phi'") ]

    /// The variance map, the correlation map and chi_1.
    let maps (formulas: DualFormulas) (maps: MapFormulas) : Line list =
        let probes = Probes formulas
        let variance (draw: string -> float -> float -> float) name = let sigma = draw name 0.25 2.0 in sigma * sigma

        [ Line.create
              "varianceMap"
              "variance map"
              "V(q)"
              "V(q)"
              maps.VarianceMap
              (Some(
                  probes.OfVariance(fun m _ draw ->
                      let value = variance draw "sigma_w" * m.SecondMoment + variance draw "sigma_b"
                      value, value)
              ))
          Line.create
              "correlationMap"
              "correlation map at the variance q"
              "C(c)"
              "C(c)"
              maps.CorrelationMap
              (Some(
                  probes.OfEqualPair
                      (fun random -> Rational.Create(random.Next(60, 1900), 1024))
                      (fun pair m _ draw ->
                          let w = variance draw "sigma_w"
                          let b = variance draw "sigma_b"
                          (w * pair.Value + b) / (w * m.SecondMoment + b), 1.0)
              ))
          Line.create
              "chi1"
              "slope at c = 1"
              "chi_1"
              @"\chi_1"
              maps.Chi1
              (Some(
                  probes.OfVariance(fun m _ draw ->
                      let value = variance draw "sigma_w" * m.DerivativeSecondMoment
                      value, value)
              )) ]

    /// The edge of chaos: sigma_w^2 and sigma_b^2 as functions of the fixed point q.
    let critical (formulas: DualFormulas) (maps: MapFormulas) : Line list =
        let probes = Probes formulas

        [ Line.create
              "criticalWeightVariance"
              "edge of chaos with fixed point q"
              "sigma_w^2"
              @"\sigma_w^2"
              maps.CriticalWeightVariance
              (Some(probes.OfVariance(fun m _ _ -> 1.0 / m.DerivativeSecondMoment, 1.0 / m.DerivativeSecondMoment)))
          Line.create
              "criticalBiasVariance"
              "edge of chaos with fixed point q"
              "sigma_b^2"
              @"\sigma_b^2"
              maps.CriticalBiasVariance
              (Some(
                  probes.OfVariance(fun m q _ ->
                      let removed = m.SecondMoment / m.DerivativeSecondMoment
                      q - removed, q + removed)
              )) ]
