namespace SocialProfiles.Web.Components;

/// <summary>
/// Marks a page for people without an account: its document brings our own style sheets and none of the component
/// library's, so that it is there quickly on a phone.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class PlainDocumentAttribute : Attribute;
