using System.Numerics;

namespace NtkAnalytic.Simulation.Tensors.Managed;

/// <summary>
/// A function of two operands and the old contents, the same bit by bit for one element as for a vector of them (no fused
/// multiplications), so that it does not matter where a loop's vectors end.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal interface IElementwise<T>
    where T : unmanaged
{
    /// <summary>Whether the old contents are read.</summary>
    bool KeepsOld { get; }

    /// <summary>Vectors of results.</summary>
    Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old);

    /// <summary>One result.</summary>
    T Apply(T a, T b, T old);
}

/// <summary>alpha a + beta old.</summary>
internal readonly struct Scaled<T>(T alpha, T beta) : IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool KeepsOld => beta != T.Zero;

    public Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old) => KeepsOld ? (alpha * a) + (beta * old) : alpha * a;

    public T Apply(T a, T b, T old) => KeepsOld ? (alpha * a) + (beta * old) : alpha * a;
}

/// <summary>alpha a b + beta old.</summary>
internal readonly struct ScaledProduct<T>(T alpha, T beta) : IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool KeepsOld => beta != T.Zero;

    public Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old) => KeepsOld ? (alpha * (a * b)) + (beta * old) : alpha * (a * b);

    public T Apply(T a, T b, T old) => KeepsOld ? (alpha * (a * b)) + (beta * old) : alpha * (a * b);
}

/// <summary>alpha a / (sqrt(b) + epsilon) + beta old.</summary>
internal readonly struct ScaledRootQuotient<T>(T alpha, T beta, T epsilon) : IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool KeepsOld => beta != T.Zero;

    public Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old)
    {
        Vector<T> quotient = alpha * (a / (Vector.SquareRoot(b) + new Vector<T>(epsilon)));
        return KeepsOld ? quotient + (beta * old) : quotient;
    }

    public T Apply(T a, T b, T old)
    {
        T quotient = alpha * (a / (T.Sqrt(b) + epsilon));
        return KeepsOld ? quotient + (beta * old) : quotient;
    }
}

/// <summary>positive a for a &gt; 0, negative a for a &lt; 0: a positively homogeneous activation.</summary>
internal readonly struct TwoSlopes<T>(T negative, T positive) : IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool KeepsOld => false;

    public Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old) =>
        Vector.ConditionalSelect(Vector.GreaterThan(a, Vector<T>.Zero), positive * a, negative * a);

    public T Apply(T a, T b, T old) => a > T.Zero ? positive * a : negative * a;
}

/// <summary>One of three values by the sign of a; that of 0 for NaN.</summary>
internal readonly struct ThreeLevels<T>(T negative, T zero, T positive) : IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool KeepsOld => false;

    public Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old) => Vector.ConditionalSelect(
        Vector.GreaterThan(a, Vector<T>.Zero),
        new Vector<T>(positive),
        Vector.ConditionalSelect(Vector.LessThan(a, Vector<T>.Zero), new Vector<T>(negative), new Vector<T>(zero)));

    public T Apply(T a, T b, T old) => a > T.Zero ? positive : a < T.Zero ? negative : zero;
}

/// <summary>The same number everywhere.</summary>
internal readonly struct Constant<T>(T value) : IElementwise<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public bool KeepsOld => false;

    public Vector<T> Apply(Vector<T> a, Vector<T> b, Vector<T> old) => new(value);

    public T Apply(T a, T b, T old) => value;
}
