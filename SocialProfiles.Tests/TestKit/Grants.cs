using Microsoft.EntityFrameworkCore;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Tests.TestKit;

internal static class Grants
{
    /// <summary>All grants were given an hour ago, so that a notice of now can only mean them.</summary>
    public static async Task GrantedAnHourAgoAsync(this TestApp app) => await app.Get<Database>().WriteAsync(
        db => db.Consents.ExecuteUpdateAsync(x => x.SetProperty(consent => consent.GrantedAt, TimeProvider.System.GetUtcNow().AddHours(-1))), CancellationToken.None);
}
