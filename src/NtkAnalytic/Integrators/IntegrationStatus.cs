namespace NtkAnalytic.Integrators;

/// <summary>How an integration ended, as a sentence a person can act on. Compared by reference.</summary>
public sealed class IntegrationStatus
{
    private IntegrationStatus(string name, bool isSuccess, string advice)
    {
        Name = name;
        IsSuccess = isSuccess;
        Advice = advice;
    }

    /// <summary>The last time was reached.</summary>
    public static IntegrationStatus Finished { get; } = new("finished", true, "The last time that was asked for was reached.");

    /// <summary>A terminal event ended the integration.</summary>
    public static IntegrationStatus EventReached { get; } = new("event-reached", true, "An event that ends the integration was reached.");

    /// <summary>All steps were used.</summary>
    public static IntegrationStatus StepsExhausted { get; } = new(
        "steps-exhausted",
        false,
        "All steps were used before the last time: allow more steps, or take an implicit method, whose steps stability does not limit.");

    /// <summary>The tolerance is out of reach of rounding.</summary>
    public static IntegrationStatus StepTooSmall { get; } = new(
        "step-too-small",
        false,
        "Steps shrank to rounding: the solution becomes infinite near the time reached, or the tolerances are too small.");

    /// <summary>The state left the range of numbers under fixed steps.</summary>
    public static IntegrationStatus NotFinite { get; } = new(
        "not-finite",
        false,
        "The state is no finite number any more: the fixed step is too long for the method to be stable, or the solution becomes infinite.");

    /// <summary>There is no derivative to start with.</summary>
    public static IntegrationStatus FieldNotFinite { get; } = new(
        "field-not-finite",
        false,
        "The field is no finite number at the start: the state there lies outside its domain, or the field has an error.");

    /// <summary>An implicit method could not solve its equations under fixed steps.</summary>
    public static IntegrationStatus NotSolved { get; } = new(
        "not-solved",
        false,
        "The equations of an implicit step could not be solved: take a shorter step, or steps by tolerance.");

    /// <summary>The integration was asked to stop.</summary>
    public static IntegrationStatus Cancelled { get; } = new("cancelled", false, "The integration was asked to stop; what was reached is kept.");

    /// <summary>A short name in kebab case, for tables and JSON.</summary>
    public string Name { get; }

    /// <summary>True when the integration came to an end that was asked for.</summary>
    public bool IsSuccess { get; }

    /// <summary>What happened and what to do about it.</summary>
    public string Advice { get; }

    /// <summary>The name of the status.</summary>
    /// <returns><see cref="Name"/>.</returns>
    public override string ToString() => Name;
}
