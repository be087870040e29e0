namespace SocialProfiles.Core.Platforms;

/// <summary>What a person reads about a failure: one sentence of reason, and one thing to do.</summary>
/// <param name="MendedBy">Who can do something about it.</param>
public sealed record FailureText(string Reason, string Remedy, Mender MendedBy)
{
    /// <summary>The text for a failure of <paramref name="handle"/> on <paramref name="platform"/> (its display name).</summary>
    public static FailureText For(FailureKind kind, string platform, string handle) => kind switch
    {
        FailureKind.NotFound => new($"{platform} knows no account “{handle}” that it would show us.", "Check the spelling, or delete this connection and connect the right handle.", Mender.Agency),
        FailureKind.Private => new($"“{handle}” is private on {platform}.", "Ask the talent to make the account public, then press Refresh.", Mender.Talent),
        FailureKind.ConsentExpired => new($"{platform} no longer accepts our access.", "Renew the access to this platform, then press Refresh.", Mender.Talent),
        FailureKind.MissingScope => new($"{platform} did not give us permission to read “{handle}”.", "Grant the missing permission on the platform, then press Refresh.", Mender.Talent),
        FailureKind.RateLimited => new($"{platform} asks us to slow down.", "Nothing to do: it is tried again by itself.", Mender.Nobody),
        FailureKind.PlatformDown => new($"{platform} did not answer.", "Nothing to do: it is tried again by itself. Refresh tries at once.", Mender.Platform),
        FailureKind.BadResponse => new($"{platform} sent an answer that could not be read.", "Nothing to do: it is tried again by itself. Refresh tries at once.", Mender.Platform),
        FailureKind.NotConfigured => new($"{platform} is not configured here yet.", "Add the platform's credentials; its help page says how.", Mender.Agency),
        FailureKind.AlreadyConnected => new($"{platform} says that “{handle}” is an account which is already connected.", "Delete this connection; the other one has the numbers.", Mender.Agency),
        FailureKind.StorageFailed => new("The numbers arrived but couldn't be saved.", "We'll try again automatically. If it keeps happening, check the server log.", Mender.Us),
        FailureKind.InternalError => new("Something went wrong on our side.", "Press Refresh; if it stays, the server's log says more.", Mender.Us),
        FailureKind.AccessRefused => new($"{platform} refused our access without saying why.", "No action needed. We'll try again automatically.", Mender.Platform),
        FailureKind.AgencyRefused => new($"{platform} refuses the agency's app or its credentials.", "Open Settings, Platforms and test them; once they work, every profile that waited for them is read again.", Mender.Agency),
        FailureKind.InvalidRequest => new($"{platform} rejected our request as invalid.", "No action needed. This is a fault of SocialProfiles; a newer version may fix it.", Mender.Us),
        FailureKind.Unsealable => new("The stored permission of this profile can't be opened any more.", "Restore the database from a backup, or send the talent a new invitation.", Mender.Agency),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
