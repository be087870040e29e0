namespace SocialProfiles.Web.SignOn;

/// <summary>Addresses of single sign-on.</summary>
internal static class SignOnPaths
{
    public const string With = "/sign-in/with";
    public const string Settings = "/settings/single-sign-on";
    public const string Connections = "/account/connections";
    public const string Confirmed = "/account/confirmed";
    public const string SignedOut = "/sign-out/done";

    public static string Begin(Guid id) => $"{With}/{id}";

    /// <summary>Where the provider sends the browser back to; registered there to the letter.</summary>
    public static string Return(Guid id) => $"{With}/{id}/return";

    /// <summary>Leads to the provider's own page for signing out.</summary>
    public static string SignOut(Guid id) => $"{With}/{id}/sign-out";

    /// <summary>Where the provider says that somebody signed out there; registered there.</summary>
    public static string BackChannel(Guid id) => $"{With}/{id}/signed-out";

    public static string Connect(Guid id) => $"{Connections}/{id}/new";

    public static string Prove(Guid id) => $"{Connections}/{id}/proof";

    public static string Provider(Guid id) => $"{Settings}/{id}";

    public static string Test(Guid id) => $"{Settings}/{id}/test";
}
