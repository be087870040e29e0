namespace SocialProfiles.Core.Activity;

/// <summary>How the detail of an entry says what something was called before: <c>was Mara Lind</c>.</summary>
internal static class FormerName
{
    private const string Was = "was ";

    public static string Detail(string former) => Was + former;

    /// <returns>Null where a detail says nothing of the kind.</returns>
    public static string? Of(string? detail) => detail?.StartsWith(Was, StringComparison.Ordinal) == true ? detail[Was.Length..] : null;
}
