namespace SocialProfiles.Core.Intelligence;

/// <summary>Of which accounts of a talent numbers are asked for.</summary>
/// <param name="Platform">Key of the platform; null for all.</param>
/// <param name="Connections">Only these; null for all.</param>
public sealed record IntelligenceScope(string? Platform = null, IReadOnlyCollection<Guid>? Connections = null)
{
    public static IntelligenceScope All { get; } = new();

    /// <summary>Equal for scopes that mean the same accounts.</summary>
    internal string Key => $"{Platform}|{(Connections is null ? "*" : string.Join(',', Connections.Order()))}";

    internal bool Has(string platform, Guid connectionId) =>
        (Platform is null || Platform == platform) && (Connections is null || Connections.Contains(connectionId));
}
