namespace SocialProfiles.Web.Components.Account;

/// <summary>Addresses of the pages that come before all others.</summary>
internal static class AccountPaths
{
    public const string Setup = "/setup";
    public const string SignIn = "/sign-in";
    public const string SignOut = "/sign-out";

    /// <summary>Below <see cref="SignIn"/>, where the cookie goes that knows the device.</summary>
    public const string SecondStep = "/sign-in/second-step";

    public const string Recover = "/recover";
    public const string Own = "/account";
}
