namespace SocialProfiles.Core.Activity;

/// <summary>Where a change came from.</summary>
public enum ActivitySource
{
    /// <summary>A page in a browser.</summary>
    Browser = 0,

    /// <summary>The HTTP API.</summary>
    Api = 1,

    /// <summary>The application itself.</summary>
    System = 2,
}

/// <summary>Who does something.</summary>
/// <param name="Name">An admin's e-mail, an API key's name, or <c>SocialProfiles</c>.</param>
/// <param name="Address">Network address; null where there is none.</param>
public sealed record Actor(string Name, ActivitySource Source, string? Address = null)
{
    public static Actor System { get; } = new("SocialProfiles", ActivitySource.System);
}
