namespace SocialProfiles.Web.SignOn;

/// <summary>What somebody was sent to a provider for.</summary>
internal enum SignOnPurpose
{
    SignIn,

    /// <summary>To connect their account there with the one they are signed in to.</summary>
    Connect,

    /// <summary>In the place of the password, before what is worth most.</summary>
    Prove,

    /// <summary>An owner tries it; nobody is signed in.</summary>
    Test,
}
