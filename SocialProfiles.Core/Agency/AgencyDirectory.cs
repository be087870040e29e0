using SocialProfiles.Core.Storage;
using SocialProfiles.Core.Texts;

namespace SocialProfiles.Core.Agency;

/// <summary>Knows the agency's name.</summary>
public sealed class AgencyDirectory(Database database)
{
    internal const string NameSetting = "Name";

    private readonly KeptSetting<AgencyName> _name = new(database, NameSetting, NameOf);

    public ValueTask<AgencyName> GetNameAsync(CancellationToken cancellationToken) => _name.GetAsync(cancellationToken);

    internal static AgencyName NameOf(AgencySetting? stored) => new(stored is { Value.Length: > 0 } ? ShownText.Neutral(stored.Value) : null);

    /// <summary>It changed; call after the commit.</summary>
    internal void Forget() => _name.Forget();
}
