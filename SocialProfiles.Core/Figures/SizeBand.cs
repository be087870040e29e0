namespace SocialProfiles.Core.Figures;

/// <summary>Profiles of about the same size: what is a good rate for a small account is another one than for a large one.</summary>
public enum SizeBand
{
    /// <summary>Fewer than 1,000 followers.</summary>
    Under1K,

    /// <summary>1,000 to 9,999.</summary>
    Upto10K,

    /// <summary>10,000 to 49,999.</summary>
    Upto50K,

    /// <summary>50,000 to 249,999.</summary>
    Upto250K,

    /// <summary>250,000 to 999,999.</summary>
    Upto1M,

    /// <summary>1,000,000 and more.</summary>
    Over1M,
}

public static class SizeBands
{
    public static SizeBand Of(long followers) => followers switch
    {
        < 1_000 => SizeBand.Under1K,
        < 10_000 => SizeBand.Upto10K,
        < 50_000 => SizeBand.Upto50K,
        < 250_000 => SizeBand.Upto250K,
        < 1_000_000 => SizeBand.Upto1M,
        _ => SizeBand.Over1M,
    };
}
