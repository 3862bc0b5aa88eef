namespace NtkAnalytic.Claims;

/// <summary>Every claim, paper by paper.</summary>
public static class ClaimRegistry
{
    /// <summary>Every claim, in the order of the papers' letters.</summary>
    public static IReadOnlyList<Claim> All { get; } =
    [
        .. HayouDoucetRousseau.Phases.Claims,
        .. HayouDoucetRousseau.CorrelationExpansions.Claims,
        .. HayouDoucetRousseau.ExponentialPhases.Claims,
        .. HayouDoucetRousseau.EdgeOfChaos.Claims,
        .. HayouDoucetRousseau.ResidualNetworks.Claims,
        .. HayouDoucetRousseau.SphereSpectrum.Claims,
        .. HayouDoucetRousseau.FiniteNetworks.Claims,
        .. SeleznovaKutyniok2022.Dispersion.Claims,
        .. SeleznovaKutyniok2022.OffDiagonal.Claims,
        .. SeleznovaKutyniok2022.Training.Claims,
        .. StArnaudCarvalhoFarnadi.NormalisedKernel.Claims,
        .. StArnaudCarvalhoFarnadi.LimitsWithBias.Claims,
        .. StArnaudCarvalhoFarnadi.Predictors.Claims,
        .. HuangYau.TangentKernels.Claims,
        .. HuangYau.Hierarchy.Claims,
        .. HuangYau.Truncation.Claims,
        .. SeleznovaKutyniok2020.InfiniteWidth.Claims,
        .. SeleznovaKutyniok2020.FiniteNetworks.Claims,
        .. SeleznovaKutyniok2020.Training.Claims,
        .. XiaoPenningtonSchoenholz.Chaotic.Claims,
        .. XiaoPenningtonSchoenholz.Ordered.Claims,
        .. XiaoPenningtonSchoenholz.Critical.Claims,
        .. XiaoPenningtonSchoenholz.FiniteNetworks.Claims,
    ];

    /// <summary>The claims that a filter names.</summary>
    /// <param name="filter">The beginning of an id (a paper's letter for all of a paper), or any part of one; null or empty for all.</param>
    /// <param name="withSlow">Whether those that take long are among them.</param>
    /// <returns>The claims; empty when the filter names none.</returns>
    public static IReadOnlyList<Claim> Select(string? filter, bool withSlow)
    {
        IEnumerable<Claim> claims = All.Where(claim => withSlow || !claim.IsSlow);
        if (string.IsNullOrEmpty(filter))
        {
            return [.. claims];
        }

        Claim[] beginning = [.. claims.Where(claim => claim.Id.StartsWith(filter, StringComparison.OrdinalIgnoreCase))];
        return beginning.Length > 0
            ? beginning
            : [.. claims.Where(claim => claim.Id.Contains(filter, StringComparison.OrdinalIgnoreCase))];
    }
}
