using System.Numerics;
using System.Runtime.Intrinsics;

namespace NtkAnalytic.Simulation.Tensors.Managed.Products;

/// <summary>
/// Chooses how one network's product is computed, by its shape and layout alone: <see cref="DotWork{T,TLanes}"/> and <see cref="RowWork{T,TLanes}"/> read
/// a large operand once, where it lies, for a few rows of the other; <see cref="OuterWork{T,TLanes}"/> has next to nothing to sum; <see cref="TileWork{T,TLanes}"/>
/// does all others.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal static class MatrixProducts<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static void Run(WorkTeam team, ProductOperands<T> operands)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Run<WideLanes<T>>(team, operands);
        }
        else
        {
            Run<UsualLanes<T>>(team, operands);
        }
    }

    private static void Run<TLanes>(WorkTeam team, ProductOperands<T> operands)
        where TLanes : struct, ILanes<TLanes, T>
    {
        ProductOperands<T> thin = operands.N < operands.M ? operands.Transposed : operands;
        if (thin.RowB == 1 && thin.M <= DotWork<T, TLanes>.GreatestRows && thin.K >= DotWork<T, TLanes>.LeastInner)
        {
            DotWork<T, TLanes>.Run(team, thin);
        }
        else if (thin.ColumnB == 1 && thin.M <= RowWork<T, TLanes>.GreatestRows)
        {
            RowWork<T, TLanes>.Run(team, thin);
        }
        else if (operands.ColumnB == 1 && operands.K <= OuterWork<T, TLanes>.GreatestInner)
        {
            OuterWork<T, TLanes>.Run(team, operands);
        }
        else
        {
            TileWork<T, TLanes>.Run(team, operands);
        }
    }
}
