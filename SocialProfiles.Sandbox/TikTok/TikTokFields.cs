namespace SocialProfiles.Sandbox.TikTok;

/// <summary>The <c>fields</c> parameter, without which TikTok gives nothing.</summary>
internal static class TikTokFields
{
    /// <summary>The fields that are asked for; null where there are none, or one that does not exist.</summary>
    public static IReadOnlyList<string>? Read(HttpRequest request, ICollection<string> known)
    {
        var fields = request.Query["fields"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return fields.Length > 0 && Array.TrueForAll(fields, known.Contains) ? fields : null;
    }
}
