namespace SocialProfiles.Sandbox.Accounts;

/// <summary>What is the matter with an item of a list.</summary>
internal enum Oddity
{
    None,
    NoId,
    OtherShape,
    NoDate,
}
