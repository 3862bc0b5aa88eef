namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic
open System.Numerics

/// The factors of whole numbers.
module internal Primes =
    // Beyond it a cofactor stands as it is; radicals of such numbers do not come from formulas that people write.
    let private largestTrial = 10_000

    /// Primes with their exponents, ascending; a cofactor without factors up to 10000 stands as a prime.
    let factors (value: BigInteger) : struct (BigInteger * int) list =
        let found = List<struct (BigInteger * int)>()
        let mutable rest = value
        let mutable candidate = 2

        while candidate <= largestTrial && BigInteger candidate * BigInteger candidate <= rest do
            let mutable count = 0

            while (rest % BigInteger candidate).IsZero do
                rest <- rest / BigInteger candidate
                count <- count + 1

            if count > 0 then
                found.Add(struct (BigInteger candidate, count))

            candidate <- candidate + (if candidate = 2 then 1 else 2)

        if not rest.IsOne then
            found.Add(struct (rest, 1))

        List.ofSeq found
