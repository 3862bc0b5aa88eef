namespace NtkAnalytic.Integrators;

/// <summary>y' = F(t, y), y(start) given.</summary>
public sealed class InitialValueProblem
{
    private readonly double[] _state;

    /// <summary>The problem; the state is copied.</summary>
    /// <param name="field">F.</param>
    /// <param name="start">The first time, finite.</param>
    /// <param name="state">y there, all finite.</param>
    /// <exception cref="ArgumentException">A number is not finite, or the state is not as long as the field's.</exception>
    public InitialValueProblem(VectorField field, double start, ReadOnlySpan<double> state)
    {
        ArgumentNullException.ThrowIfNull(field);
        if (!double.IsFinite(start))
        {
            throw new ArgumentException(FormattableString.Invariant($"The first time must be finite, but it is {start}."), nameof(start));
        }

        if (state.Length != field.Dimension)
        {
            throw new ArgumentException($"The state has {field.Dimension} components, but {state.Length} were given.", nameof(state));
        }

        for (int i = 0; i < state.Length; i++)
        {
            if (!double.IsFinite(state[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"The state at the start must be finite, but component {i} is {state[i]}."), nameof(state));
            }
        }

        Field = field;
        Start = start;
        _state = state.ToArray();
    }

    /// <summary>F.</summary>
    public VectorField Field { get; }

    /// <summary>The first time.</summary>
    public double Start { get; }

    /// <summary>y there.</summary>
    public ReadOnlySpan<double> State => _state;
}
