namespace SocialProfiles.Core.SignOn;

/// <summary>Why a sign-in by a provider, or a test of it, went no further. Stands in addresses by its name, so it says nothing about a person.</summary>
public enum SignOnProblem
{
    /// <summary>Something that has no sentence of its own; the log says more.</summary>
    Failed,

    /// <summary>There is no such provider, or it is off.</summary>
    Off,
    NameUnknown,
    NotReached,
    Certificate,
    AddressRefused,

    /// <summary>What is there is no discovery document.</summary>
    NoDocument,
    IssuerDiffers,
    NoKeys,
    NoPkce,
    SecretWrong,
    RedirectUnknown,
    Refused,

    /// <summary>The person said no at the provider.</summary>
    Declined,

    /// <summary>It took too long, or was begun in another browser.</summary>
    Expired,

    /// <summary>They signed out there before the session here began.</summary>
    SignedOutThere,

    /// <summary>What came back isn't what the provider signs for us.</summary>
    NotTrusted,
    SecretUnreadable,
    NoEmail,
    EmailNotVerified,
    DomainNotAllowed,
    NotInTeam,

    /// <summary>Somebody here has the address, and has to show that they are that person.</summary>
    ConnectFirst,
    OwnerInvited,
    Deactivated,

    /// <summary>The account there belongs to somebody else here.</summary>
    Taken,

    /// <summary>Another account of this provider is connected already.</summary>
    HasOther,

    /// <summary>Asked again, somebody else signed in there.</summary>
    OtherPerson,

    /// <summary>Asked again, the provider didn't ask the person.</summary>
    NotAsked,

    /// <summary>Whoever wants to connect has to show first who they are.</summary>
    NotProved,
}

/// <summary>What a problem means, and what to do.</summary>
public static class SignOnText
{
    /// <param name="name">Of the provider.</param>
    public static string Of(SignOnProblem problem, string name) => problem switch
    {
        SignOnProblem.Off => "This way to sign in is turned off. Sign in another way, or ask an owner at your agency.",
        SignOnProblem.NameUnknown => $"The name of {name}'s server can't be found. Check the address under Settings, Single sign-on.",
        SignOnProblem.NotReached => $"{name} doesn't answer. Try again in a few minutes. If it keeps happening, an owner can test it under Settings, Single sign-on.",
        SignOnProblem.Certificate => $"The certificate of {name}'s server can't be trusted: it has expired, is for another name, or comes from an unknown issuer. Ask whoever runs that server.",
        SignOnProblem.AddressRefused => $"{name} points to an address inside this network, which SocialProfiles doesn't call. Use a provider whose addresses are all on the server that you entered.",
        SignOnProblem.NoDocument => $"There is no OpenID discovery document at {name}'s address. Check the address: it's the one in front of /.well-known/openid-configuration.",
        SignOnProblem.IssuerDiffers => $"{name} says it has another address than the one entered here. Enter the issuer to the letter, and for Microsoft the address of your own tenant.",
        SignOnProblem.NoKeys => $"{name} publishes no keys to check its signatures by. Ask whoever runs it.",
        SignOnProblem.NoPkce => $"{name} doesn't support PKCE with S256, which SocialProfiles needs. Turn it on there, or use another provider.",
        SignOnProblem.SecretWrong => $"{name} doesn't accept our client ID and client secret. Enter both again under Settings, Single sign-on.",
        SignOnProblem.RedirectUnknown => $"{name} doesn't know our redirect address. Register the one shown under Settings, Single sign-on there, to the letter.",
        SignOnProblem.Refused => $"{name} refused the sign-in. Try again. If it keeps happening, ask whoever runs {name}.",
        SignOnProblem.Declined => $"You cancelled the sign-in at {name}. Try again, or sign in another way.",
        SignOnProblem.Expired => "The sign-in took too long or was started in another browser. Try again.",
        SignOnProblem.SignedOutThere => new SignedOutThere(name).Sentence,
        SignOnProblem.NotTrusted => $"The answer from {name} can't be trusted, so you weren't signed in. Try again. If it keeps happening, tell an owner at your agency.",
        SignOnProblem.SecretUnreadable => $"The client secret for {name} can't be read with the encryption keys on this server. Enter it again under Settings, Single sign-on.",
        SignOnProblem.NoEmail => $"{name} didn't send an e-mail address. An owner has to allow the “email” claim there.",
        SignOnProblem.EmailNotVerified => $"{name} doesn't confirm that your e-mail address is yours. Have it confirmed there, then try again. If that can't be done, ask an owner at your agency.",
        SignOnProblem.DomainNotAllowed => $"Your e-mail address at {name} isn't one of your agency's. Sign in there with your work account.",
        SignOnProblem.NotInTeam => "You aren't in the team yet. Ask an owner or admin at your agency to invite you.",
        SignOnProblem.ConnectFirst => $"Sign in with your password or passkey first, then connect {name} under Your account.",
        SignOnProblem.OwnerInvited => "You're invited as an owner, and owners choose a password. Open the link in your invitation.",
        SignOnProblem.Deactivated => "Your account was deactivated. Ask an owner or admin at your agency.",
        SignOnProblem.Taken => $"This account at {name} is connected to another team member. Sign in there with your own.",
        SignOnProblem.HasOther => $"Another account at {name} is already connected. Disconnect it under Your account first.",
        SignOnProblem.OtherPerson => $"You signed in at {name} with another account than the one connected here. Try again with the right one.",
        SignOnProblem.NotAsked => $"{name} didn't ask you to sign in again, so SocialProfiles can't accept it. Use a passkey or password instead, or sign out at {name} and try again.",
        SignOnProblem.NotProved => "Confirm that it's you first, then connect the account again.",
        _ => $"Signing in with {name} didn't work. Try again. If it keeps happening, check the server log.",
    };
}
