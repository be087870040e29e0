using System.Globalization;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Queue;

/// <summary>The queue in words.</summary>
internal static class QueueText
{
    /// <summary>What is left of a platform's budget, as a sentence without a full stop.</summary>
    public static string BudgetOf(PlatformQueue queue) => (queue.Today, queue.RequestsPerMinute) switch
    {
        ({ } today, _) => string.Create(CultureInfo.InvariantCulture, $"{today.Left:N0} of {today.PerDay:N0} units left today"),
        (null, > 0) => string.Create(CultureInfo.InvariantCulture, $"Up to {queue.RequestsPerMinute:N0} requests a minute"),
        _ => "No limit set",
    };

    /// <summary>Milliseconds as people say them: <c>850 ms</c>, <c>2.4 s</c>, <c>1 min 12 s</c>.</summary>
    public static string Took(double milliseconds) => milliseconds switch
    {
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(milliseconds / 60_000)} min {milliseconds % 60_000 / 1000:0} s"),
    };

    /// <summary>How long the one that waits longest has waited.</summary>
    public static string Wait(double seconds) => seconds switch
    {
        < 60 => "less than a minute",
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 60)} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)(seconds / 3600)} h {(int)(seconds % 3600 / 60)} min"),
    };

    public static string StepOf(SyncStep? step) => step is { ProfileDone: true, Posts: var posts } ? $"Profile read, posts so far: {posts}" : "Fetching the profile…";

    public static string Profiles(int count) => count == 1 ? "1 profile" : $"{ShortNumber.Exact(count)} profiles";

    /// <summary>What to read where a list is empty.</summary>
    public static (string Title, string Text) EmptyOf(QueueState state) => state switch
    {
        QueueState.Active => ("Nothing is syncing right now", "Profiles appear here while their platform is being read, which often takes a second or two."),
        QueueState.Waiting => ("Nothing is waiting", "Profiles appear here when too many are due at once, or when their platform is paused."),
        QueueState.Retrying => ("Nothing is being retried", "Profiles appear here after a failed attempt, until the next one."),
        _ => ("Nothing has failed", "Profiles appear here when all three attempts have failed."),
    };
}
