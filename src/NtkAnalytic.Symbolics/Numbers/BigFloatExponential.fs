namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Numerics

/// The exponential function and the natural logarithm.
module internal BigFloatExponential =
    /// exp(x), as 2^k exp(r / 2^s)^(2^s) with 0 <= r < log 2 and the exponential series for r / 2^s.
    let exp bits (x: BigFloat) =
        // exp(2^30) has an exponent beyond 2^30.
        if x.Magnitude > 31 then
            raise (OverflowException "An exponential is beyond the range of exponents.")

        // With s halvings the series needs about bits / s terms: their sum is smallest near the root.
        let halvings = int (Math.Sqrt(float bits)) * 3 / 4
        // Each squaring doubles the relative error, and k log 2 multiplies the one of log 2 by k.
        let fraction = bits + FixedPoint.guardBits + halvings + max 0 x.Magnitude
        let argument = FixedPoint.ofBigFloat fraction x
        let ln2 = BigFloatConstants.ln2.Fixed fraction
        let mutable remainder = BigInteger.Zero
        let mutable k = BigInteger.DivRem(argument, ln2, &remainder)

        if remainder.Sign < 0 then
            remainder <- remainder + ln2
            k <- k - BigInteger.One

        let reduced = remainder >>> halvings
        let next (n: int) (term: BigInteger) = ((term * reduced) >>> fraction) / BigInteger n
        let mutable power = FixedPoint.sum (BigInteger.One <<< fraction) next

        for _ in 1..halvings do
            power <- (power * power) >>> fraction

        BigFloat.round bits (BigFloat.Create(power, int64 k - int64 fraction))

    /// log(1 + t) for |t| <= 2^-7, with full relative precision: 2 artanh(t / (2 + t)).
    let private logNearOne bits (t: BigFloat) =
        let z = BigFloat.div bits t (BigFloat.add bits (BigFloat.OfInteger 2) t)
        let square = FixedPoint.ofSquare bits z
        let factor = FixedPoint.toBigFloat bits (FixedPoint.inverseTangentFactor bits false square)
        BigFloat.mul bits (BigFloat.scale 1 z) factor

    /// The natural logarithm of a positive number.
    let log bits (x: BigFloat) =
        if x.Sign <= 0 then
            raise (ArithmeticException "The logarithm of a number that is not positive is not real.")

        let working = bits + FixedPoint.guardBits
        // x = m 2^k with m between sqrt(1/2) and sqrt 2: a logarithm near 0 has k = 0, and |k log 2 + log m| >= log(2) / 2 otherwise.
        let unit = BigFloat.scale -x.Magnitude x
        let isLow = BigFloat.toDouble unit < Math.Sqrt 0.5
        let k = if isLow then x.Magnitude - 1 else x.Magnitude
        let m = if isLow then BigFloat.scale 1 unit else unit
        let distance = BigFloat.sub working m BigFloat.One

        let logOfM =
            if distance.Magnitude < -7 then
                logNearOne working distance
            else
                // log m = y + log(m exp(-y)) with a double y, so that the argument of the last logarithm is 1 to 50 bits.
                let y = BigFloat.ofDouble (Math.Log(BigFloat.toDouble m))
                let quotient = BigFloat.mul (working + 8) m (exp (working + 8) (BigFloat.Negate y))
                BigFloat.add working y (logNearOne working (BigFloat.sub working quotient BigFloat.One))

        if k = 0 then
            BigFloat.round bits logOfM
        else
            let multiple = BigFloat.mul working (BigFloat.OfInteger k) (BigFloatConstants.ln2.Value working)
            BigFloat.add bits multiple logOfM
