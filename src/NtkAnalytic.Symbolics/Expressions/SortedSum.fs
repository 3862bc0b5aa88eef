namespace NtkAnalytic.Symbolics.FSharp

open System.Collections.Generic

/// Sums of keys with rational amounts, in the order of the keys: terms with coefficients, factors with exponents.
module internal SortedSum =
    /// By the first key that differs, then by the first amount that differs, then the shorter first.
    let inline compareWith ([<InlineIfLambda>] order: 'Key -> 'Key -> int) (a: struct ('Key * Rational)[]) (b: struct ('Key * Rational)[]) : int =
        let mutable i = 0
        let mutable result = 0

        while result = 0 && i < a.Length && i < b.Length do
            let struct (key, amount) = a[i]
            let struct (other, more) = b[i]
            result <- order key other

            if result = 0 then
                result <- compare amount more

            i <- i + 1

        if result <> 0 then result else compare a.Length b.Length

    /// Both together; a key whose amounts cancel is left out.
    let add (order: 'Key -> 'Key -> int) (a: struct ('Key * Rational)[]) (b: struct ('Key * Rational)[]) : List<struct ('Key * Rational)> =
        let merged = List<struct ('Key * Rational)>(a.Length + b.Length)
        let mutable i = 0
        let mutable j = 0

        while i < a.Length && j < b.Length do
            let struct (key, amount) = a[i]
            let struct (other, more) = b[j]
            let comparison = order key other

            if comparison < 0 then
                merged.Add a[i]
                i <- i + 1
            elif comparison > 0 then
                merged.Add b[j]
                j <- j + 1
            else
                let total = amount + more

                if total.Sign <> 0 then
                    merged.Add(struct (key, total))

                i <- i + 1
                j <- j + 1

        while i < a.Length do
            merged.Add a[i]
            i <- i + 1

        while j < b.Length do
            merged.Add b[j]
            j <- j + 1

        merged
