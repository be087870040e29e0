using SocialProfiles.Core.Consents;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>A consent that waits for an admin, in words.</summary>
/// <param name="IfAccepted">What happens then, all of it.</param>
/// <param name="IfRefused">Likewise.</param>
internal sealed record HeldText(string Title, string What, string IfAccepted, string IfRefused)
{
    /// <param name="platform">The platform's display name.</param>
    public static HeldText Of(HeldConsentView held, string platform)
    {
        const string Refused = "We delete the permission here and, where the platform lets us, there too.";
        var account = $"@{held.Handle} on {platform}";
        if (held.Because == HeldBecause.AccountOfAnotherTalent)
        {
            var owner = held.OtherTalentName ?? "another talent";
            return new(
                $"{account} is connected to {owner}",
                "This talent gave access to it as well, but an account can only belong to one talent.",
                $"The profile moves from {owner} to this talent, with its posts and history. From now on we read it with this permission.",
                $"The profile stays with {owner} as it is. {Refused}");
        }

        if (held.Because == HeldBecause.SameHandleOtherAccount)
        {
            return new(
                $"{account} is a different account from before",
                $"The handle is the same, but {platform}'s own account ID isn't: somebody else may have taken over the handle.",
                $"From now on, we read @{held.Handle} with this permission. Everything stored from the previous account is deleted.",
                $"@{held.Handle} stays as it is. {Refused}");
        }

        if (held.Because == HeldBecause.HandleNotShared)
        {
            return new(
                $"{account}, or a different account",
                $"The talent gave access without sharing the handle, so {platform} doesn't tell us whether it is @{held.Handle}.",
                $"We treat it as @{held.Handle} and read it with this permission.",
                $"@{held.Handle} stays as it is. {Refused}");
        }

        return held.ExpectedHandle is { } expected
            ? new(
                $"{account} instead of @{expected}",
                $"The talent gave access to @{held.Handle}, but @{expected} is connected here.",
                $"@{held.Handle} becomes a profile of its own, read with this permission. @{expected} stays as it is; disconnect it if it was a mistake.",
                $"@{expected} stays as it is. {Refused}")
            : new(
                account,
                "The talent gave access to an account that isn't connected here.",
                $"@{held.Handle} becomes a profile of its own, read with this permission.",
                Refused);
    }
}
