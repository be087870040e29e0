using SocialProfiles.Core.Activity;

namespace SocialProfiles.Core.Accounts;

/// <summary>Somebody who changes their own account.</summary>
/// <param name="SessionKey">Of the session in which they do it, which goes on when others end.</param>
public sealed record SignedInPerson(Guid Id, string SessionKey, Actor Actor);
