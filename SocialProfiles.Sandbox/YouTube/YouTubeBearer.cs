using SocialProfiles.Sandbox.Consents;

namespace SocialProfiles.Sandbox.YouTube;

/// <summary>Looks at the token of somebody who consented, for the data and the analytics alike.</summary>
internal static class YouTubeBearer
{
    /// <summary>The access token that a request brings; null for none, or one of nobody here.</summary>
    public static SandboxToken? Of(HttpRequest request) => request.Bearer() is { } text ? SandboxTokens.Read("youtube", TokenUse.Access, text) : null;

    /// <summary>The refusal for a token that does not open <paramref name="scope"/>; null for one that does.</summary>
    public static SandboxAnswer? Refuse(SandboxTokens tokens, HttpRequest request, string scope)
    {
        var token = Of(request);
        return tokens.StateOf(token) switch
        {
            TokenState.Accepted when token!.Consent.Has(scope) => null,
            TokenState.Accepted or TokenState.Forbidden => YouTubeErrors.InsufficientScopes(),
            _ => YouTubeErrors.BadToken(),
        };
    }
}
