using SocialProfiles.Core.Consents;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Consents;

/// <summary>
/// Where a platform sends the browser back to. Whoever comes here is sent on at once, so that code and state do not stay
/// in the address, and only to a page that this very browser's cookie names.
/// </summary>
internal static partial class ConsentReturn
{
    public static void MapConsentCallback(this WebApplication app) =>
        app.MapGet(PublicLinks.CallbackPath, CompleteAsync)
            .AllowAnonymous()
            .RequireRateLimiting(RateLimits.Visitors)
            .WithMetadata(new AnswersWithPages())
            .ExcludeFromDescription();

    private static async Task<IResult> CompleteAsync(
        string? state, string? code, string? error, HttpContext context, ConsentCookies cookies, CompleteConsent complete, ILoggerFactory logs)
    {
        var bearer = cookies.Find(context, state);
        CompletedConsent completed;
        try
        {
            // Not the request's token: a code is good once, and a phone that goes offline now must not spoil it.
            completed = await complete.ExecuteAsync(
                new ConsentCallback(state, code, error, bearer is null ? [] : [bearer.Secret]), context.ClientAddress(), CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogFault(logs.CreateLogger(typeof(ConsentReturn)), exception);
            completed = new CompletedConsent(ConsentOutcome.PlatformFailed);
        }

        ConsentCookies.Take(context, state);
        return TypedResults.LocalRedirect(bearer is null
            ? ConsentPaths.EndedBy(completed.Outcome)
            : OutcomeWord.AddTo(bearer.Path, completed.Outcome, completed.Platform));
    }

    [LoggerMessage(LogLevel.Error, "A permission request couldn't be finished")]
    private static partial void LogFault(ILogger logger, Exception exception);
}
