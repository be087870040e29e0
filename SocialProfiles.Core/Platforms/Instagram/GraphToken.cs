using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Platforms.Instagram;

/// <summary>What <c>debug_token</c> tells about a token. Every member may be missing.</summary>
internal sealed class GraphTokenReply
{
    public GraphToken? Data { get; set; }
}

internal sealed class GraphToken
{
    /// <summary>Unix seconds; 0 where the token has no end.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? ExpiresAt { get; set; }

    /// <summary>Unix seconds: from then on it reads nothing, though it is still a token. 0 where that has no end.</summary>
    [JsonConverter(typeof(CountConverter))]
    public long? DataAccessExpiresAt { get; set; }

    /// <summary>The earlier of the two, UTC; null where there is none.</summary>
    public DateTimeOffset? EndsAt
    {
        get
        {
            long? end = null;
            foreach (var at in new[] { ExpiresAt, DataAccessExpiresAt })
            {
                if (at is > 0 and < 253402300800 && !(at >= end))
                {
                    end = at;
                }
            }

            return end is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
        }
    }
}
