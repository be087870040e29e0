using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Recovery;

/// <summary>
/// Writes to somebody whose way to sign in changed, where a mail server is set up. The e-mail is queued in the transaction of the change, and
/// sent afterwards: a mail server that is away holds nothing up.
/// </summary>
internal sealed partial class AccountMails(
    DeliveryQueue queue, AgencyDirectory agency, AgencyClock clock, IEnumerable<ISignInRule> rules, TimeProvider time, ILogger<AccountMails> logger) : IAccountNews
{
    /// <summary>E-mails that one person gets in an hour about one kind of change. By kind, so that many of one can't keep quiet about another.</summary>
    public const int MostAnHour = 3;

    // Only of people who are there, so it can't be filled from outside.
    private readonly HourlyLimit<(Guid Person, AccountChange Change)> _sent = new(MostAnHour, time);

    public async Task HearAsync(SocialProfilesDbContext db, AccountNews news, CancellationToken cancellationToken)
    {
        try
        {
            if (!EmailAddress.TryRead(news.Email, out var address, out _) || !await db.MailServers.AnyAsync(cancellationToken) || !_sent.TryTake((news.PersonId, news.Change)))
            {
                return;
            }

            var providers = news.Change == AccountChange.SecondStepTurnedOff ? await ProvidersAsync(db, news.PersonId, cancellationToken) : null;
            var (name, days) = (await agency.GetNameAsync(cancellationToken), await clock.GetDaysAsync(cancellationToken));
            queue.AddMail(db, [address], AccountMailText.Of(news, providers, name.Value, time.GetUtcNow(), days.Zone));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotWritten(exception, news.Change);
        }
    }

    /// <returns>The names of those with which somebody has to sign in; null where their password does.</returns>
    private async Task<string?> ProvidersAsync(SocialProfilesDbContext db, Guid personId, CancellationToken cancellationToken)
    {
        var role = await db.Users.Where(x => x.Id == personId).Select(x => x.Role).SingleAsync(cancellationToken);
        return (await rules.RefusalAsync(db, personId, role, origin: null, cancellationToken) as SignOnOnly)?.Names;
    }

    [LoggerMessage(LogLevel.Warning, "Somebody could not be written to about their account ({Change})")]
    private partial void LogNotWritten(Exception exception, AccountChange change);
}
