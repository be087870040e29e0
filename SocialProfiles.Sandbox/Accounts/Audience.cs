namespace SocialProfiles.Sandbox.Accounts;

/// <summary>Who follows and watches an account: shares of groups, each list adding up to 1.</summary>
internal sealed class Audience(Seed account)
{
    private static readonly (string Name, double Weight)[] _ages =
        [("13-17", 0.06), ("18-24", 0.3), ("25-34", 0.34), ("35-44", 0.17), ("45-54", 0.08), ("55-64", 0.03), ("65+", 0.02)];

    private static readonly (string Name, double Weight)[] _genders = [("F", 0.5), ("M", 0.46), ("U", 0.04)];

    private static readonly (string Name, double Weight)[] _countries =
        [("GB", 0.3), ("US", 0.24), ("DE", 0.12), ("FR", 0.09), ("NL", 0.07), ("PT", 0.06), ("IN", 0.05), ("BR", 0.04), ("NG", 0.03)];

    private static readonly (string Name, double Weight)[] _cities =
    [
        ("London, England", 0.3), ("Manchester, England", 0.12), ("Berlin, Berlin", 0.14), ("Paris, Île-de-France", 0.12),
        ("Amsterdam, North Holland", 0.1), ("Lisbon, Lisbon District", 0.1), ("New York, New York", 0.12),
    ];

    public IReadOnlyList<(string Name, double Share)> Ages => Shares("age", _ages);

    /// <summary>F, M, and U for unknown.</summary>
    public IReadOnlyList<(string Name, double Share)> Genders => Shares("gender", _genders);

    /// <summary>ISO 3166, two letters.</summary>
    public IReadOnlyList<(string Name, double Share)> Countries => Shares("country", _countries);

    public IReadOnlyList<(string Name, double Share)> Cities => Shares("city", _cities);

    private List<(string Name, double Share)> Shares(string kind, (string Name, double Weight)[] groups)
    {
        var seed = account.For("audience").For(kind);
        var weighed = groups.Select(group => (group.Name, Weight: group.Weight * seed.For(group.Name).Between(0.4, 1.6))).ToList();
        var sum = weighed.Sum(group => group.Weight);
        return [.. weighed.Select(group => (group.Name, group.Weight / sum))];
    }
}
