namespace SocialProfiles.Web.Api;

internal static class ApiPaths
{
    public const string Root = "/api";
    public const string Admin = "/api/admin";

    public static bool IsApi(this PathString path) => path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static string Connection(Guid id) => $"{Admin}/socials/{id}";

    public static string Talent(Guid id) => $"{Admin}/talents/{id}";
}
