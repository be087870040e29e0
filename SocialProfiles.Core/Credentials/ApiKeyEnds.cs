using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Credentials;

/// <summary>Says beforehand that an API key expires, from 14 days on; looks once a day, and when a key is made, renewed or revoked.</summary>
public sealed class ApiKeyEnds(Database database, NoticeBoard notices, TimeProvider time)
{
    public Task CheckAsync(CancellationToken cancellationToken) => database.WriteAsync(
        async db =>
        {
            var now = time.GetUtcNow();
            var warned = db.Notices.Where(x => x.Kind == NoticeKind.ApiKeyEnding && x.ClosedAt == null).Select(x => x.SubjectId);
            var keys = await db.ApiKeys.AsNoTracking().Where(x => (x.RevokedAt == null && x.ExpiresAt != null) || warned.Contains(x.Id)).ToListAsync(cancellationToken);
            foreach (var key in keys)
            {
                var end = key.RevokedAt is null && key.ExpiresAt > now ? key.ExpiresAt : null;
                var day = key.ExpiresAt?.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
                await notices.WarnOfKeyAsync(db, key.Id, key.Name, end, $"The API key “{key.Name}” expires on {day}. Tools that use it stop working then.", cancellationToken);
            }

            return true;
        },
        cancellationToken);
}
