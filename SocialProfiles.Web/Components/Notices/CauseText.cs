using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>A cause that many profiles share, in words.</summary>
/// <param name="Title">What it is; how many profiles it stops follows.</param>
/// <param name="Remedy">The one thing to do.</param>
/// <param name="CanRefresh">Trying all of them again may help, and harms nobody.</param>
public sealed record CauseText(string Title, string Remedy, bool CanRefresh)
{
    /// <param name="failure">Null for profiles that work and whose numbers are old.</param>
    /// <param name="platform">The platform's display name.</param>
    public static CauseText Of(FailureKind? failure, string platform)
    {
        const string oneByOne = "Open each profile to see what to do.";
        return failure switch
        {
            null => new($"{platform} numbers are older than an hour", "No action needed: they are waiting for their turn. To jump the queue, refresh them.", true),
            FailureKind.NotFound => new($"{platform} doesn't show us these accounts", "Check the spelling of each, or ask the talent whether the handle changed.", true),
            FailureKind.Private => new($"Private on {platform}", "Ask each talent to make the account public, then refresh.", true),
            FailureKind.ConsentExpired => new($"{platform} no longer accepts the permission", "Invite each talent to give access again.", false),
            FailureKind.MissingScope => new($"Permissions are missing on {platform}", "Invite each talent to give access again, with every permission ticked.", false),
            FailureKind.AlreadyConnected => new($"Connected twice on {platform}", oneByOne, false),
            FailureKind.Unsealable => new($"Stored permissions for {platform} can't be opened", "Restore the database from a backup, or send each talent a new invitation.", false),
            FailureKind.NotConfigured => new($"{platform} isn't set up here yet", "Add its credentials. We'll then refresh every profile that waited for them.", false),
            FailureKind.AgencyRefused => new($"{platform} refuses the agency's app or its credentials", "Test them. Once they work, we'll refresh every profile that waited for them.", false),
            _ => OfAny(FailureText.For(failure.Value, platform, "")),
        };
    }

    private static CauseText OfAny(FailureText text) => new(text.Reason.TrimEnd('.'), text.Remedy, true);
}
