using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Security;
using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The form of the mail server.</summary>
/// <param name="Password">Empty keeps the stored one.</param>
public sealed record MailRequest(string? Host, int? Port, MailSecurity Security, string? User, string? Password, string? SenderAddress, string? SenderName)
{
    /// <summary>Never the password: this may end in a log.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Sets through which server e-mails leave; what waits for it is tried at once.</summary>
public sealed class SaveMailServer(Database database, TokenVault vault, SealingHealth sealing, ActivityLog activity, TimeProvider time)
{
    public const int MaxLength = 253;

    /// <returns>Whether something changed; or <see cref="InvalidError"/> with the field in camel case, <see cref="ConflictError"/> while nothing can be sealed.</returns>
    public async Task<Result<bool, UseCaseError>> ExecuteAsync(MailRequest request, Actor actor, CancellationToken cancellationToken)
    {
        var host = OneLine.Read(request.Host).Value.TrimEnd('.');
        var user = request.User?.Trim() is { Length: > 0 } typed ? typed : null;
        var name = OneLine.Read(request.SenderName);
        if (Check(request, host, name) is { } wrong)
        {
            return wrong;
        }

        if (!EmailAddress.TryRead(request.SenderAddress, out var sender, out var refusal))
        {
            return new InvalidError("senderAddress", refusal);
        }

        if (!string.IsNullOrEmpty(request.Password) && !sealing.IsWell)
        {
            return new ConflictError(SealingHealth.Refusal);
        }

        return await database.WriteAsync<Result<bool, UseCaseError>>(
            async db =>
            {
                var server = await db.MailServers.AsTracking().SingleOrDefaultAsync(cancellationToken);

                // A stored password goes to the server that it was typed for, and to no other.
                var isOther = server is not null && !string.Equals(server.Host, host, StringComparison.OrdinalIgnoreCase);
                if (isOther && user is not null && server!.SealedPassword is not null && string.IsNullOrEmpty(request.Password))
                {
                    return new InvalidError("password", "Enter the password again: the stored one was for another server.");
                }

                if (user is not null && string.IsNullOrEmpty(request.Password) && server?.SealedPassword is null)
                {
                    return new InvalidError("password", "Enter the password of this user.");
                }

                if (server is not null && IsSame(server, request, host, user, sender, name.Value))
                {
                    return false;
                }

                server ??= db.MailServers.Add(new MailServer { IsSandbox = db.IsSandbox, Host = host, SenderAddress = sender, SenderName = name.Value }).Entity;
                (server.Host, server.Port, server.Security, server.User) = (host, request.Port!.Value, request.Security, user);
                (server.SenderAddress, server.SenderName, server.UpdatedAt) = (sender, name.Value, time.GetUtcNow());
                server.SealedPassword = user is null ? null
                    : string.IsNullOrEmpty(request.Password) ? server.SealedPassword : vault.SealMailPassword(db.IsSandbox, request.Password);
                activity.Add(db, actor, ActivityAction.MailChanged, host, detail: $"Sends as {sender}.");
                await WakeAsync(db, cancellationToken);
                return true;
            },
            cancellationToken);
    }

    private static InvalidError? Check(MailRequest request, string host, OneLine name) => request switch
    {
        _ when host.Length == 0 => new("host", "Enter the name of the mail server, such as smtp.agency.com."),
        _ when host.Length > MaxLength || Uri.CheckHostName(host) == UriHostNameType.Unknown => new("host", "Enter only the name of the mail server, such as smtp.agency.com."),
        { Port: null or < 1 or > 65535 } => new("port", "Enter a port from 1 to 65535. Usual ones are 587 for StartTLS and 465 for TLS."),
        { Security: MailSecurity.None } when !IsThisMachine(host) => new("security", "Without protection, e-mail may only go to a server on this machine. Choose StartTLS or TLS."),
        { User.Length: > MaxLength } => new("user", $"Shorten the user name to {MaxLength} characters."),
        { Password.Length: > 1000 } => new("password", "Shorten the password to 1000 characters."),
        _ when name.Refusal("The sender's name") is { } refusal => new("senderName", refusal),
        _ when name.Value.Length > 100 => new("senderName", "Shorten the sender's name to 100 characters."),
        _ => null,
    };

    private static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var number) && IPAddress.IsLoopback(number));

    private static bool IsSame(MailServer server, MailRequest request, string host, string? user, string sender, string name) =>
        string.IsNullOrEmpty(request.Password) && server.Host == host && server.Port == request.Port && server.Security == request.Security && server.User == user
        && server.SenderAddress == sender && server.SenderName == name;

    private async Task WakeAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await db.Deliveries.Where(x => x.Channel == DeliveryChannel.Email && x.State == DeliveryState.Waiting).ExecuteUpdateAsync(x => x.SetProperty(row => row.NextAttemptAt, now), cancellationToken);
    }
}
