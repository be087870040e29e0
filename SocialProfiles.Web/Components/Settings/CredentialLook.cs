using SocialProfiles.Core.Credentials;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>How far a way of connecting is set up, in a few words.</summary>
/// <param name="CssClass">Of <c>app.css</c>; null for what needs nobody's attention.</param>
public sealed record CredentialLook(string Text, IconShape Icon, string? CssClass)
{
    private const string Good = "state-ready";
    private const string Waiting = "state-pending";

    /// <param name="offersConsent">Whether talents can consent on this platform at all.</param>
    public static CredentialLook Of(PlatformCredentials credentials, CredentialUse use, bool offersConsent)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        return use switch
        {
            CredentialUse.Consent when !offersConsent => new("Not offered", IconShape.Info, null),
            CredentialUse.ByHand when credentials.Platform.ManualAccess == ManualAccess.LinkOnly => new("Link only", IconShape.Link, null),
            _ when !credentials.Needs(use) => new("Needs no credentials", IconShape.Tick, Good),
            _ when !credentials.IsComplete(use) => new("Not set", IconShape.Clock, Waiting),
            _ when credentials.Fields.Where(state => state.Field.Use == use).All(state => state.IsConfigured) => new("Set by configuration", IconShape.Tick, Good),
            _ when credentials.Problem is not null => new("Set, but not used", IconShape.Warning, "state-error"),
            _ => new("Set", IconShape.Tick, Good),
        };
    }
}
