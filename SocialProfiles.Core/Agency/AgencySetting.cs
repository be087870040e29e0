namespace SocialProfiles.Core.Agency;

/// <summary>Something that admins set about their agency; by name.</summary>
public sealed class AgencySetting
{
    public required string Name { get; init; }

    public required string Value { get; set; }
}
