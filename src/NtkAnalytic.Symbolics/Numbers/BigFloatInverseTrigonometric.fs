namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// Inverse trigonometric functions, all through the angle of a point.
module internal BigFloatInverseTrigonometric =
    /// atan(t) for |t| <= 2^-7.
    let private atanSeries bits (t: BigFloat) =
        let square = FixedPoint.ofSquare bits t
        BigFloat.mul bits t (FixedPoint.toBigFloat bits (FixedPoint.inverseTangentFactor bits true square))

    /// atan(t) for |t| <= 1.
    let private atanOfUnit bits (t: BigFloat) =
        if t.Magnitude < -7 then
            atanSeries bits t
        else
            // atan t = y + atan((t cos y - sin y) / (cos y + t sin y)) with a double y; the last tangent is below 2^-50.
            let working = bits + 8
            let y = BigFloat.ofDouble (Math.Atan(BigFloat.toDouble t))
            let sinY = BigFloatTrigonometric.sin working y
            let cosY = BigFloatTrigonometric.cos working y
            let numerator = BigFloat.sub working (BigFloat.mul (working + 4) t cosY) sinY
            let denominator = BigFloat.add working cosY (BigFloat.mul working t sinY)
            BigFloat.add bits y (atanSeries bits (BigFloat.div working numerator denominator))

    /// The angle of the point (x, y) in (-pi, pi], with full relative precision; refused at the origin.
    let atan2 bits (y: BigFloat) (x: BigFloat) =
        if y.IsZero && x.IsZero then
            raise (ArithmeticException "The origin has no angle.")

        let working = bits + FixedPoint.guardBits
        let pi () = BigFloatConstants.pi.Value working
        let signed (angle: BigFloat) = if y.Sign < 0 then BigFloat.Negate angle else angle

        if BigFloat.Abs y > BigFloat.Abs x then
            let rest = atanOfUnit working (BigFloat.div working x y)
            BigFloat.sub bits (signed (BigFloat.scale -1 (pi ()))) rest
        else
            let angle = atanOfUnit working (BigFloat.div working y x)
            if x.Sign > 0 then BigFloat.round bits angle else BigFloat.add bits angle (signed (pi ()))

    /// atan(x).
    let atan bits x = atan2 bits x BigFloat.One

    /// sqrt(1 - x^2) as sqrt((1 - x)(1 + x)), which keeps the digits of 1 - |x|.
    let private cosineOfSine bits (x: BigFloat) name =
        if BigFloat.Abs x > BigFloat.One then
            raise (ArithmeticException $"The {name} of a number beyond 1 is not real.")

        let below = BigFloat.sub bits BigFloat.One x
        let above = BigFloat.add bits BigFloat.One x
        BigFloat.sqrt bits (BigFloat.mul bits below above)

    /// asin(x) for |x| <= 1.
    let asin bits (x: BigFloat) =
        atan2 bits x (cosineOfSine (bits + FixedPoint.guardBits) x "arcsine")

    /// acos(x) for |x| <= 1, with full relative precision near 1 too.
    let acos bits (x: BigFloat) =
        atan2 bits (cosineOfSine (bits + FixedPoint.guardBits) x "arccosine") x
