using System.Text.Json.Nodes;
using SocialProfiles.Sandbox.Accounts;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>The Graph API's error bodies, with the status each comes with.</summary>
internal static class InstagramErrors
{
    // The text for people comes in the language of the token's owner; only the codes are for machines.
    private static readonly (string Title, string Message)[] _cannotFind =
    [
        ("Cannot find User", "The user with username: {0} cannot be found."),
        ("Nutzer nicht gefunden", "Der Nutzer mit dem Nutzernamen {0} wurde nicht gefunden."),
        ("Utilisateur introuvable", "Impossible de trouver le compte nommé {0}."),
    ];

    public static SandboxAnswer NoToken() =>
        Error(400, "An access token is required to request this resource.", "OAuthException", 104);

    public static SandboxAnswer BadToken() =>
        Error(400, "Invalid OAuth access token - Cannot parse access token", "OAuthException", 190);

    public static SandboxAnswer SessionExpired() =>
        Error(400, "Error validating access token: The session has been invalidated because the user changed their password or Facebook has changed the session for security reasons.", "OAuthException", 190, 460);

    public static SandboxAnswer SessionEnded(DateTimeOffset at, DateTimeOffset now) => Error(
        400, $"Error validating access token: Session has expired on {Moment(at)}. The current time is {Moment(now)}.", "OAuthException", 190, 463);

    public static SandboxAnswer AppRemoved() => Error(
        400, $"Error validating access token: The user has not authorized application {InstagramConsentSite.AppId}.", "OAuthException", 190, 458);

    /// <summary>The documents say that it is refused, not with which code; this one is a guess.</summary>
    public static SandboxAnswer TooYoungToRefresh() =>
        Error(400, "(#100) The access token must be at least 24 hours old to be refreshed", "OAuthException", 100);

    /// <summary>What the token endpoints say to a token of the wrong kind.</summary>
    public static SandboxAnswer UnsupportedRequest() => Error(400, "Unsupported request - method type: get", "IGApiException", 100);

    public static SandboxAnswer BadSecret() => Error(400, "Error validating client secret.", "OAuthException", 1);

    public static SandboxAnswer BadGrantType() => Error(400, "Invalid grant_type", "OAuthException", 100);

    public static SandboxAnswer TooManyCallsToAccount()
    {
        var answer = Error(400, "(#80002) There have been too many calls to this Instagram account. Wait a bit and try again.", "OAuthException", 80002);
        return answer with { RetryAfterSeconds = 3 };
    }

    public static SandboxAnswer NoPermission() =>
        Error(400, "(#10) Application does not have permission for this action", "OAuthException", 10);

    public static SandboxAnswer UnknownObject(string id) => Error(
        400,
        $"Unsupported get request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
        "GraphMethodException",
        100,
        33);

    public static SandboxAnswer SyntaxError() =>
        Error(400, "Syntax error \"Expected end of string\" in the fields parameter", "OAuthException", 2500);

    public static SandboxAnswer UnknownField(string name) =>
        Error(400, $"(#100) Tried accessing nonexisting field ({name})", "OAuthException", 100);

    public static SandboxAnswer BadCursor() =>
        Error(400, "(#100) Invalid cursor for parameter after", "OAuthException", 100);

    public static SandboxAnswer BadParameter(string sentence) => Error(400, $"(#100) {sentence}", "OAuthException", 100);

    /// <summary>The refusal for the first metric that is not among the known ones; null where all are.</summary>
    public static SandboxAnswer? UnknownMetric(string[] metrics, string[] known)
    {
        var first = Array.FindIndex(metrics, metric => !known.Contains(metric));
        return first < 0 ? null : BadParameter($"metric[{first}] must be one of the following values: {string.Join(", ", known)}");
    }

    /// <summary>Of one story; the same code says elsewhere that a permission is missing.</summary>
    public static SandboxAnswer NotEnoughViewers() =>
        Error(400, "(#10) Not enough viewers for the media to show insights", "OAuthException", 10);

    /// <summary>Of a post that is older than the account is professional.</summary>
    public static SandboxAnswer FromBefore() => Error(
        400, "Media posted before business account conversion: insights are not available for it", "OAuthException", 100, 2108006);

    public static SandboxAnswer ServerFault() =>
        Error(500, "An unknown error occurred", "OAuthException", 1);

    /// <summary>Meta sends no Retry-After; ours does, so that a person need not wait an hour to see the next attempt.</summary>
    public static SandboxAnswer TooManyCalls()
    {
        var answer = Error(403, "(#4) Application request limit reached", "OAuthException", 4);
        answer.Body["error"]!["is_transient"] = true;
        return answer with { RetryAfterSeconds = 3 };
    }

    /// <summary>No such account, or a personal one: Instagram does not tell the two apart.</summary>
    public static SandboxAnswer NoSuchUser(string handle)
    {
        var answer = Error(400, "Invalid user id", "OAuthException", 110, 2207013);
        var (title, message) = Seed.Of(handle).For("language").Pick(_cannotFind);
        var error = answer.Body["error"]!;
        error["is_transient"] = false;
        error["error_user_title"] = title;
        error["error_user_msg"] = message.Replace("{0}", handle, StringComparison.Ordinal);
        return answer;
    }

    // In California, as Meta writes it.
    private static string Moment(DateTimeOffset time) =>
        $"{PacificTime.Of(time).ToString("dddd, dd-MMM-yy HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)} {PacificTime.Letters(time)}";

    private static SandboxAnswer Error(int status, string message, string type, int code, int? subcode = null)
    {
        var error = new JsonObject { ["message"] = message, ["type"] = type, ["code"] = code };
        if (subcode is { } known)
        {
            error["error_subcode"] = known;
        }

        error["fbtrace_id"] = "A" + Seed.Of(message).Number.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        return new SandboxAnswer(status, new JsonObject { ["error"] = error });
    }
}
