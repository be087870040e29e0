using SocialProfiles.Core;

namespace SocialProfiles.Web.Api;

/// <summary>Ids arrive as text, so that one that is none gets a sentence of ours.</summary>
internal static class PathId
{
    public static Result<Guid, UseCaseError> Read(string field, string? text) =>
        Guid.TryParse(text, out var id) && id != Guid.Empty
            ? id
            : new InvalidError(field, string.IsNullOrWhiteSpace(text) ? $"{field} is missing." : $"{field} must be an id such as 0197c1f2-6a0e-7c4b-9d53-2b8f5f1e7a10.");
}
