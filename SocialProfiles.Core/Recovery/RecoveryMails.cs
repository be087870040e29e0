using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Recovery;

/// <summary>
/// Sends password links to people who forgot their password. Whoever asks gets the same answer at once, whether the address has an account or not;
/// what follows of it happens afterwards. The link stands in no delivery's row, so it is kept in memory until it is sent: after a
/// restart somebody asks again.
/// </summary>
public sealed partial class RecoveryMails
{
    /// <summary>E-mails that one account gets in an hour, however often somebody asks.</summary>
    public const int MostAnHour = 3;

    private const int MostWaiting = 200;
    private const int MostAttempts = 3;

    private readonly ConcurrentQueue<Asked> _waiting = new();
    private readonly Database _database;
    private readonly MailSender _sender;
    private readonly DeliveryQueue _queue;
    private readonly IssueRecoveryLink _issue;
    private readonly SignInGuesses _guesses;
    private readonly AgencyDirectory _agency;
    private readonly ILogger<RecoveryMails> _logger;

    // Only of accounts that are there, so it can't be filled from outside.
    private readonly HourlyLimit<Guid> _sent;

    internal RecoveryMails(
        Database database, MailSender sender, DeliveryQueue queue, IssueRecoveryLink issue, SignInGuesses guesses, AgencyDirectory agency, TimeProvider time, ILogger<RecoveryMails> logger)
    {
        (_database, _sender, _queue, _issue) = (database, sender, queue, issue);
        (_guesses, _agency, _logger) = (guesses, agency, logger);
        _sent = new HourlyLimit<Guid>(MostAnHour, time);
    }

    /// <summary>Whether there is a mail server to send them through.</summary>
    public Task<bool> CanSendAsync(CancellationToken cancellationToken) => _database.ReadAsync(db => db.MailServers.AnyAsync(cancellationToken), cancellationToken);

    /// <summary>Notes that somebody asks, at once and for every address alike.</summary>
    /// <param name="linkOf">Makes the link's address of its token.</param>
    /// <param name="address">Network address, for the activity log.</param>
    /// <param name="place">The network that the address belongs to. One that asks for many is slowed.</param>
    /// <returns>What is wrong with what was typed, or that the place has to wait, as a sentence; null where nothing is.</returns>
    public string? Ask(string? email, Func<string, string> linkOf, string? address, string place)
    {
        if (!EmailAddress.TryRead(email, out var readEmail, out var refusal))
        {
            return refusal;
        }

        if (_guesses.BeginRecovery(place) is { } wait)
        {
            return $"Your network has asked for too many links. Wait {SpanText.Wait(wait)}, then try again, or ask an owner at your agency for a link.";
        }

        // Nobody needs as many; whoever sends them wants to fill something.
        if (_waiting.Count < MostWaiting)
        {
            _waiting.Enqueue(new Asked(readEmail, linkOf, address, 0));
        }

        return null;
    }

    /// <summary>Sends what waits. One call at a time.</summary>
    public async Task SendAsync(CancellationToken cancellationToken)
    {
        for (var left = _waiting.Count; left > 0 && _waiting.TryDequeue(out var asked); left--)
        {
            try
            {
                if (await SendAsync(asked, cancellationToken) is { } again)
                {
                    _waiting.Enqueue(again);
                }
            }
            catch
            {
                // Somebody was promised it.
                _waiting.Enqueue(asked);
                throw;
            }
        }
    }

    /// <returns>What has to be tried again; null where nothing has.</returns>
    private async Task<Asked?> SendAsync(Asked asked, CancellationToken cancellationToken)
    {
        var normalized = asked.Email.Normalize().ToUpperInvariant();
        var (person, server) = await _database.ReadAsync(
            async db => (
                await db.Users.SingleOrDefaultAsync(x => x.NormalizedEmail == normalized && x.DeactivatedAt == null, cancellationToken),
                await db.MailServers.SingleOrDefaultAsync(cancellationToken)),
            cancellationToken);
        if (person is null || server is null || (asked.Mail is null && !_sent.HasRoom(person.Id)))
        {
            return null;
        }

        // Kept with what is asked: where sending fails, the same one is tried again and counts once.
        asked.Mail ??= await MakeAsync(person.Id, asked, cancellationToken);
        if (asked.Mail is not { } mail)
        {
            return null;
        }

        // As it is stored and not as it was typed: two addresses can look the same, and only one of them is the account's.
        var delivery = await _database.ReadAsync(
            db => Task.FromResult(_queue.New(db, DeliveryChannel.Email, null, person.Email!, mail.Subject, mail.Text, mail.Html)), cancellationToken);
        var outcome = await _sender.SendAsync(delivery, server, cancellationToken);
        if (outcome.Succeeded)
        {
            return null;
        }

        LogNotSent(outcome.Problem!);
        return outcome.IsFinal || asked.Attempts + 1 >= MostAttempts ? null : asked with { Attempts = asked.Attempts + 1 };
    }

    private async Task<MailText?> MakeAsync(Guid personId, Asked asked, CancellationToken cancellationToken)
    {
        var agency = await _agency.GetNameAsync(cancellationToken);
        var issued = await _issue.ExecuteAsync(personId, new Actor("A visitor", ActivitySource.Browser, asked.Address), cancellationToken);
        if (!issued.Succeeded)
        {
            return null;
        }

        var mail = RecoveryMailText.Of(asked.LinkOf(issued.Value.Token), agency.Value);
        _sent.Count(personId);
        return mail;
    }

    [LoggerMessage(LogLevel.Warning, "A password link couldn't be sent. {Problem}")]
    private partial void LogNotSent(string problem);

    private sealed record Asked(string Email, Func<string, string> LinkOf, string? Address, int Attempts)
    {
        /// <summary>Null until it was made.</summary>
        public MailText? Mail { get; set; }
    }
}
