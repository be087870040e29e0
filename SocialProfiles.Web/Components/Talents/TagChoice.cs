namespace SocialProfiles.Web.Components.Talents;

/// <param name="Text">The tag as typed; it was checked.</param>
/// <param name="IsOn">To put it on; false to take it off.</param>
public sealed record TagChoice(string Text, bool IsOn);
