using System.ComponentModel;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Roster;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Web.Api;

internal sealed record AddTalentRequest
{
    [Description("1 to 100 characters.")]
    public string? Name { get; init; }

    [Description("Up to 10 tags of up to 30 characters.")]
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>A talent.</summary>
internal sealed record TalentResource(Guid Id, string Name, IReadOnlyList<string> Tags, DateTimeOffset CreatedAt, DateTimeOffset? ArchivedAt)
{
    public static TalentResource Of(Talent talent) => new(talent.Id, talent.Name, talent.Tags, talent.CreatedAt, talent.ArchivedAt);
}

/// <summary>A talent on the roster, with connections.</summary>
internal sealed record RosterTalentResource(
    Guid Id,
    string Name,
    IReadOnlyList<string> Tags,
    [property: Description("Known followers over all profiles; null while none is known.")] long? Followers,
    [property: Description("The oldest last sync; null where one never synced.")] DateTimeOffset? OldestSync,
    IReadOnlyList<ConnectionResource> Connections)
{
    public static RosterTalentResource Of(RosterRow row, PlatformCatalog catalog) =>
        new(row.Id, row.Name, row.Tags, row.Followers, row.OldestSync, [.. row.Connections.Select(connection => ConnectionResource.Of(connection, catalog))]);
}

/// <summary>A page of the roster.</summary>
internal sealed record RosterResource(
    IReadOnlyList<RosterTalentResource> Talents,
    [property: Description("Talents that match, over all pages.")] int Total,
    int Page,
    int PageSize);
