namespace SocialProfiles.Sandbox.Consents;

/// <summary>What is filled in on a consent page.</summary>
/// <param name="Account">Whoever consents, as it was typed.</param>
/// <param name="Scopes">Names of what is granted.</param>
/// <param name="Problem">Why the account was refused, as a sentence; null where it was not.</param>
public sealed record ConsentForm(string Account, IReadOnlyList<string> Scopes, SiteLife Life, string? Problem = null)
{
    /// <summary>An account that nobody has entered anywhere.</summary>
    private const string SomeAccount = "robin.wanders";

    /// <summary>As the page opens: the account that is expected, and everything granted.</summary>
    internal static ConsentForm Begin(ConsentSite site, ConsentAsk ask) =>
        new(ask.LoginHint ?? SomeAccount, [.. ask.Scopes.Select(scope => scope.Name)], site.Lives[0]);

    internal static ConsentForm Read(ConsentSite site, ConsentAsk ask, IFormCollection sent) => new(
        sent["account"].ToString(),
        [.. ask.Scopes.Where(scope => scope.IsFixed || sent["scope"].Contains(scope.Name, StringComparer.Ordinal)).Select(scope => scope.Name)],
        site.Lives.FirstOrDefault(life => life.Choice == sent["life"]) ?? site.Lives[0]);
}
