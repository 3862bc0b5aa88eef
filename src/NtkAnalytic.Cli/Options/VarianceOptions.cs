namespace NtkAnalytic.Cli.Options;

/// <summary>sigma_w^2 and sigma_b^2 of a network whose layers are alike.</summary>
internal static class VarianceOptions
{
    public static Setting<double> Weight() => new("--weight-variance", "V", "sigma_w^2.", Read.Variance, "2");

    public static Setting<double> Bias() => new("--bias-variance", "V", "sigma_b^2.", Read.Variance, "0");
}
