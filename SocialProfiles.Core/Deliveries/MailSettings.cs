using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>The mail server as the settings show it. Holds no password.</summary>
/// <param name="UpdatedAt">UTC.</param>
public sealed record MailServerView(
    string Host, int Port, MailSecurity Security, string? User, bool HasPassword, string SenderAddress, string SenderName, DateTimeOffset UpdatedAt);

/// <summary>Reads the mail server.</summary>
public sealed class MailSettings(Database database)
{
    /// <returns>Null where none is set up.</returns>
    public Task<MailServerView?> FindAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            db => db.MailServers.Select(x => new MailServerView(x.Host, x.Port, x.Security, x.User, x.SealedPassword != null, x.SenderAddress, x.SenderName, x.UpdatedAt)).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
}
