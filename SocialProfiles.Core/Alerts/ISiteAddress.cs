namespace SocialProfiles.Core.Alerts;

/// <summary>Under which address people reach the application from outside.</summary>
public interface ISiteAddress
{
    /// <summary>Without a slash at its end; null where nobody said it.</summary>
    string? Base { get; }
}

internal sealed class UnknownSiteAddress : ISiteAddress
{
    public string? Base => null;
}
