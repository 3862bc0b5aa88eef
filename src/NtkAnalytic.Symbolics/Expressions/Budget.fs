namespace NtkAnalytic.Symbolics.FSharp

open System
open System.Threading

/// The work allowed to a computation has been spent, before it ended.
type BudgetExceededException(message: string) =
    inherit NotSupportedException(message)

/// A bound on the work of symbolic computations. Work is counted in products of terms, so that the same input ends the same
/// way on every machine; outside of Budget.run it is not bounded.
module Budget =
    /// Enough for every derivation of the documentation many times over, and spent within some ten seconds.
    [<Literal>]
    let Default = 5_000_000L

    type internal Purse(allowed: int64, cancellation: CancellationToken) =
        let mutable left = allowed

        member _.Left = left

        member _.Cancellation = cancellation

        member _.Spend(amount: int64) =
            cancellation.ThrowIfCancellationRequested()
            left <- left - amount

            if left < 0L then
                // What follows may be small: a hundredth more, each time.
                left <- allowed / 100L
                raise (BudgetExceededException $"The formula grows beyond what is reasonable: more than {allowed} products of terms.")

    let private current = AsyncLocal<Purse>()

    /// Counts the product of two sums with so many terms.
    let internal spendProduct (terms: int) (others: int) =
        let purse = current.Value

        if not (isNull (box purse)) then
            purse.Spend(int64 terms * int64 others)

    /// Counts work: amount products of terms.
    let internal spend (amount: int) = spendProduct amount 1

    // A term that a sum moves and compares costs about a sixteenth of a product.
    let private termsPerProduct = 16

    /// Counts the sum of two sums with so many terms in all.
    let internal spendSum (terms: int) = spend (1 + terms / termsPerProduct)

    /// A part of a computation that can be done without: None when it takes more than this. What it took counts.
    let internal attempt (allowed: int64) (computation: unit -> 'T) : 'T option =
        let outer = current.Value
        let limit, cancellation = if isNull (box outer) then allowed, CancellationToken.None else min allowed outer.Left, outer.Cancellation
        let purse = Purse(limit, cancellation)
        current.Value <- purse

        let result =
            try
                try
                    Some(computation ())
                with :? BudgetExceededException ->
                    None
            finally
                current.Value <- outer

        if not (isNull (box outer)) then
            outer.Spend(if result.IsSome then limit - purse.Left else limit)

        result

    /// Runs a computation with a bound of its own, or what is left of the bound that already holds.
    /// Raises BudgetExceededException beyond it, OperationCanceledException when cancelled.
    let run (allowed: int64) (cancellation: CancellationToken) (computation: unit -> 'T) : 'T =
        let outer = current.Value

        if not (isNull (box outer)) then
            computation ()
        else
            current.Value <- Purse(allowed, cancellation)

            try
                computation ()
            finally
                current.Value <- Unchecked.defaultof<Purse>
