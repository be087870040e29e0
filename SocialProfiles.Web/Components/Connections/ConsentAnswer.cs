using SocialProfiles.Core.Consents;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Consents;

namespace SocialProfiles.Web.Components.Connections;

/// <summary>How an admin's own consent ended, in words.</summary>
public sealed record ConsentAnswer(IconShape Icon, string Sentence)
{
    /// <param name="word">As in the address; see <see cref="OutcomeWord"/>.</param>
    /// <param name="platform">The platform's display name; null where the address names none that is known.</param>
    /// <returns>Null where the address says nothing that is known.</returns>
    public static ConsentAnswer? Read(string? word, string? platform)
    {
        var there = platform ?? "The platform";
        if (word == OutcomeWord.NotStarted)
        {
            return new(IconShape.Warning, $"The consent could not be begun. See under Settings whether the app of {platform ?? "the platform"} is set up.");
        }

        return OutcomeWord.ReadOutcome(word) switch
        {
            null => null,
            ConsentOutcome.Connected => new(IconShape.Tick, $"{there}: connected with consent. The first sync follows."),
            ConsentOutcome.Declined => new(IconShape.Info, $"{there}: you said no there, and nothing was connected."),
            ConsentOutcome.OtherAccount => new(IconShape.Clock, $"{there}: you consented with another account than the one that is entered here. Accept or refuse it below."),
            ConsentOutcome.AccountOfAnotherTalent => new(IconShape.Clock, $"{there}: this account is connected to another talent. Decide below."),
            ConsentOutcome.AccountUnclear => new(IconShape.Clock, $"{there}: it's not certain that this is the expected account. Decide below."),
            ConsentOutcome.NotStored => new(IconShape.Warning, $"{there}: the permission could not be saved here and was given back. Try again in a moment."),
            ConsentOutcome.ScopeMissing => new(IconShape.Warning, $"{there}: a permission without which nothing can be read was left out. Consent again, and leave all of them ticked."),
            ConsentOutcome.NoAccount => new(IconShape.Warning, $"{there}: you signed in there, but not with an account that can be read (a professional account, a channel). Nothing was connected."),
            ConsentOutcome.PlatformFailed => new(IconShape.Warning, $"{there} did not answer as it should, and nothing was connected. Try again; if it stays, the server's log says more."),
            ConsentOutcome.UsedState => new(IconShape.Info, $"{there}: this answer came before, and counts once. The list shows how it stands."),
            ConsentOutcome.ExpiredState => new(IconShape.Clock, $"{there}: that took longer than an hour, and nothing was connected. Consent again."),
            _ => new(IconShape.Info, $"{there}: the answer did not fit a consent that was begun here, and nothing was connected. Consent again."),
        };
    }
}
