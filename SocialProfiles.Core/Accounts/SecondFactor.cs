namespace SocialProfiles.Core.Accounts;

/// <summary>The authenticator app of one person. It is asked for at sign-in while <see cref="Person"/>'s <c>TwoFactorEnabled</c> says so.</summary>
public sealed class SecondFactor
{
    public Guid PersonId { get; init; }

    /// <summary>What app and server share, sealed; see <see cref="TimeCode"/>.</summary>
    public required string SealedSecret { get; set; }

    /// <summary>UTC; null until the person has shown a code of it.</summary>
    public DateTimeOffset? ConfirmedAt { get; set; }

    /// <summary>The step of the newest code that was taken: it and all before it are worth nothing any more.</summary>
    public long LastStep { get; set; }
}

/// <summary>A code that stands for the authenticator app once, for whoever lost the phone. Only its hash is kept.</summary>
public sealed class RecoveryCode
{
    public Guid PersonId { get; init; }

    /// <summary>SHA-256. The code has 80 random bits, so a slow hash would add nothing.</summary>
    public required byte[] Hash { get; init; }

    /// <summary>UTC; null while it works.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}
