namespace SocialProfiles.Core.Platforms;

/// <summary>What a person reads about a failure: one sentence of reason, and one thing to do.</summary>
public sealed record FailureText(string Reason, string Remedy)
{
    /// <summary>The text for a failure of <paramref name="handle"/> on <paramref name="platform"/> (its display name).</summary>
    public static FailureText For(FailureKind kind, string platform, string handle) => kind switch
    {
        FailureKind.NotFound => new($"{platform} knows no account “{handle}” that it would show us.", "Check the spelling, or delete this connection and connect the right handle."),
        FailureKind.Private => new($"“{handle}” is private on {platform}.", "Ask the talent to make the account public, then press Refresh."),
        FailureKind.ConsentExpired => new($"{platform} no longer accepts our access.", "Renew the access to this platform, then press Refresh."),
        FailureKind.MissingScope => new($"{platform} did not give us permission to read “{handle}”.", "Grant the missing permission on the platform, then press Refresh."),
        FailureKind.RateLimited => new($"{platform} asks us to slow down.", "Nothing to do: it is tried again by itself."),
        FailureKind.PlatformDown => new($"{platform} did not answer.", "Nothing to do: it is tried again by itself. Refresh tries at once."),
        FailureKind.BadResponse => new($"{platform} sent an answer that could not be read.", "Nothing to do: it is tried again by itself. Refresh tries at once."),
        FailureKind.NotConfigured => new($"{platform} is not configured here yet.", "Add the platform's credentials; its help page says how."),
        FailureKind.AlreadyConnected => new($"{platform} says that “{handle}” is an account which is already connected.", "Delete this connection; the other one has the numbers."),
        FailureKind.StorageFailed => new("The numbers arrived but could not be saved.", "Check the free disk space of the server, then press Refresh."),
        FailureKind.InternalError => new("Something went wrong on our side.", "Press Refresh; if it stays, the server's log says more."),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
