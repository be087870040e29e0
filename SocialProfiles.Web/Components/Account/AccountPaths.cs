namespace SocialProfiles.Web.Components.Account;

/// <summary>Addresses of the pages that come before all others.</summary>
internal static class AccountPaths
{
    public const string Setup = "/setup";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";
}
