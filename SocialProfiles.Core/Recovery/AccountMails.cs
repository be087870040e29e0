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
    DeliveryQueue queue, AgencyDirectory agency, AgencyClock clock, TimeProvider time, ILogger<AccountMails> logger) : IAccountNews
{
    /// <summary>E-mails that one person gets in an hour about one kind of change. By kind, so that many of one can't keep quiet about another.</summary>
    public const int MostAnHour = 3;

    private readonly Lock _lock = new();

    // Only of people who are there, so it can't be filled from outside.
    private readonly Dictionary<(Guid Person, AccountChange Change), List<DateTimeOffset>> _sent = [];

    public async Task HearAsync(SocialProfilesDbContext db, AccountNews news, CancellationToken cancellationToken)
    {
        try
        {
            if (!EmailAddress.TryRead(news.Email, out var address, out _) || !await db.MailServers.AnyAsync(cancellationToken) || !MayHaveOne(news))
            {
                return;
            }

            var (name, days) = (await agency.GetNameAsync(cancellationToken), await clock.GetDaysAsync(cancellationToken));
            queue.AddMail(db, [address], AccountMailText.Of(news, name.Value, time.GetUtcNow(), days.Zone));
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotWritten(exception, news.Change);
        }
    }

    private bool MayHaveOne(AccountNews news)
    {
        var now = time.GetUtcNow();
        lock (_lock)
        {
            if (!_sent.TryGetValue((news.PersonId, news.Change), out var times))
            {
                _sent[(news.PersonId, news.Change)] = times = [];
            }

            // Those of a time to come are from before the clock was set back.
            times.RemoveAll(at => now - at >= TimeSpan.FromHours(1) || at > now);
            if (times.Count >= MostAnHour)
            {
                return false;
            }

            times.Add(now);
            return true;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Somebody could not be written to about their account ({Change})")]
    private partial void LogNotWritten(Exception exception, AccountChange change);
}
