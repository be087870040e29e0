namespace SocialProfiles.Core.Platforms;

/// <summary>What a person reads about a failure: one sentence of reason, and one thing to do.</summary>
/// <param name="MendedBy">Who can do something about it.</param>
public sealed record FailureText(string Reason, string Remedy, Mender MendedBy)
{
    /// <summary>The text for a failure of <paramref name="handle"/> on <paramref name="platform"/> (its display name).</summary>
    public static FailureText For(FailureKind kind, string platform, string handle) => kind switch
    {
        FailureKind.NotFound => new($"{platform} doesn't show us an account called “{handle}”.", "Check the spelling. To correct it, disconnect this profile and connect the right handle.", Mender.Agency),
        FailureKind.Private => new($"“{handle}” is private on {platform}.", "Ask the talent to make the account public, then press Refresh.", Mender.Talent),
        FailureKind.ConsentExpired => new($"{platform} no longer accepts the talent's permission.", "Invite the talent to give access again.", Mender.Talent),
        FailureKind.MissingScope => new($"{platform} didn't get the talent's permission to show us “{handle}”.", "Invite the talent to give access again, with every permission ticked.", Mender.Talent),
        FailureKind.RateLimited => new($"{platform} asked us to slow down.", WeTryAgain, Mender.Nobody),
        FailureKind.PlatformDown => new($"{platform} didn't answer.", WeTryAgain, Mender.Platform),
        FailureKind.BadResponse => new($"{platform} sent an answer we couldn't read.", WeTryAgain, Mender.Platform),
        FailureKind.NotConfigured => new($"{platform} isn't set up here yet.", "Add its credentials in Settings, Platforms.", Mender.Agency),
        FailureKind.AlreadyConnected => new($"{platform} says “{handle}” is an account that is already connected.", "Disconnect this profile. The other one has the numbers.", Mender.Agency),
        FailureKind.StorageFailed => new("The numbers arrived, but we couldn't save them.", "We'll try again automatically. If it keeps happening, check the server log.", Mender.Us),
        FailureKind.InternalError => new("Something went wrong on our side.", "Press Refresh. If it keeps happening, check the server log.", Mender.Us),
        FailureKind.AccessRefused => new($"{platform} refused access without saying why.", WeTryAgain, Mender.Platform),
        FailureKind.AgencyRefused => new($"{platform} refused the agency's app or its credentials.", "Test them in Settings, Platforms. Once they work, we'll refresh every profile that waited for them.", Mender.Agency),
        FailureKind.InvalidRequest => new($"{platform} rejected our request as invalid.", "No action needed. This is a fault in SocialProfiles, and a newer version may fix it.", Mender.Us),
        FailureKind.Unsealable => new("We can no longer open the stored permission of this profile.", "Restore the database from a backup, or send the talent a new invitation.", Mender.Agency),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Whether <see cref="Remedy"/> is something to do on the platform's page in the settings.</summary>
    public static bool IsMendedInSettings(FailureKind kind) => kind is FailureKind.NotConfigured or FailureKind.AgencyRefused;

    private const string WeTryAgain = "No action needed. We'll try again automatically.";
}
