using SocialProfiles.Core;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>Which kind of post, from a query string.</summary>
internal static class PostKindQuery
{
    public const string Description = "IMAGE, VIDEO, CAROUSEL, SHORTVIDEO, STORY or OTHER, in any case; default all.";

    /// <returns>Null where none is said, or none is of that name.</returns>
    public static PostKind? Read(string? text, List<InvalidError> errors)
    {
        var kind = EnumName.Read<PostKind>(text);
        if (kind is null && !string.IsNullOrEmpty(text))
        {
            errors.Add(new("kind", $"There is no such kind of post. Use one of: {string.Join(", ", Enum.GetNames<PostKind>()).ToUpperInvariant()}."));
        }

        return kind;
    }
}
