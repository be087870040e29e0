using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Attention;
using SocialProfiles.Core.Notices;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Notices;

/// <summary>Which notices an address asks for.</summary>
public static class NoticesView
{
    public const string Path = "/notices";
    public const string Kind = "kind";
    public const string Talent = "talent";

    /// <summary>What cannot be read is left out.</summary>
    public static NoticeFilter Read(string? kind, string? talent) => new(EnumName.Read<NoticeKind>(kind), Guid.TryParse(talent, out var id) ? id : null);

    /// <summary>The address; says only what is chosen.</summary>
    public static string Address(NoticeFilter filter)
    {
        Dictionary<string, string?> query = [];
        if (filter.Kind is { } kind)
        {
            query[Kind] = kind.ToString().ToLowerInvariant();
        }

        if (filter.TalentId is { } talent)
        {
            query[Talent] = talent.ToString();
        }

        return QueryHelpers.AddQueryString(Path, query);
    }

    /// <summary>How many there are, and of what: <c>3 notifications · Reconnect needed · Mara Lind</c>.</summary>
    public static string Summary(int total, NoticeFilter filter, string? talent)
    {
        string?[] parts = [$"{ShortNumber.Exact(total)} {(total == 1 ? "notification" : "notifications")}", filter.Kind is { } kind ? NoticeText.NameOf(kind) : null, talent];
        return string.Join(" · ", parts.Where(part => part is not null));
    }
}
