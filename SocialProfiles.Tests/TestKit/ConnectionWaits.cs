using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Core.Connections;

namespace SocialProfiles.Tests.TestKit;

internal static class ConnectionWaits
{
    /// <summary>Waits, without polling, until a connection is as a test wants it.</summary>
    public static async Task<ConnectionView> UntilAsync(this IServiceProvider services, Guid connectionId, Func<ConnectionView, bool> condition)
    {
        using var limit = Patience.Limit();
        using var changes = services.GetRequiredService<ConnectionFeed>().Subscribe();
        while (true)
        {
            var now = await services.GetRequiredService<ConnectionList>().FindAsync(connectionId, limit.Token) ?? throw new InvalidOperationException("The connection is gone.");
            if (condition(now))
            {
                return now;
            }

            await changes.NextAsync(limit.Token);
        }
    }

    public static Task<ConnectionView> UntilAsync(this IServiceProvider services, Guid connectionId, SyncStatus status) =>
        services.UntilAsync(connectionId, connection => connection.Status == status);
}
