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
            return new(IconShape.Warning, $"We couldn't ask for permission. Check in Settings whether the app of {platform ?? "the platform"} is set up.");
        }

        return OutcomeWord.ReadOutcome(word) switch
        {
            null => null,
            ConsentOutcome.Connected => new(IconShape.Tick, $"{there}: connected with your permission. The first sync is queued."),
            ConsentOutcome.Declined => new(IconShape.Info, $"{there}: you declined, so nothing was connected."),
            ConsentOutcome.OtherAccount => new(IconShape.Clock, $"{there}: you gave access to a different account from the one connected here. Accept or refuse it below."),
            ConsentOutcome.AccountOfAnotherTalent => new(IconShape.Clock, $"{there}: this account is connected to another talent. Decide below."),
            ConsentOutcome.AccountUnclear => new(IconShape.Clock, $"{there}: we can't tell whether this is the expected account. Decide below."),
            ConsentOutcome.NotStored => new(IconShape.Warning, $"{there}: the permission couldn't be saved, so we gave it back. Try again in a moment."),
            ConsentOutcome.ScopeMissing => new(IconShape.Warning, $"{there}: you left out a permission that we can't read anything without. Give access again, and leave every permission ticked."),
            ConsentOutcome.NoAccount => new(IconShape.Warning, $"{there}: the account you signed in with can't be read. It has to be a professional account or a channel. Nothing was connected."),
            ConsentOutcome.PlatformFailed => new(IconShape.Warning, $"{there} sent an unexpected answer, so nothing was connected. Try again. If it keeps happening, check the server log."),
            ConsentOutcome.UsedState => new(IconShape.Info, $"{there}: we already have this answer. The list shows the current state."),
            ConsentOutcome.ExpiredState => new(IconShape.Clock, $"{there}: that took longer than an hour, so nothing was connected. Give access again."),
            _ => new(IconShape.Info, $"{there}: the answer doesn't belong to a request from here, so nothing was connected. Give access again."),
        };
    }
}
