namespace SocialProfiles.Core.MediaKits;

/// <summary>How a kit's public link stands.</summary>
public enum KitLinkState
{
    /// <summary>There has been none.</summary>
    None,

    /// <summary>It opens the kit.</summary>
    Works,

    Expired,

    Revoked,
}

/// <summary>A media kit as it is shown. Times are UTC.</summary>
/// <param name="Code">Check code without its hyphen.</param>
/// <param name="LogoHash">Null where the kit has no logo.</param>
/// <param name="LinkExpiresAt">Null where there has been no link.</param>
public sealed record MediaKitView(
    Guid Id, Guid TalentId, string Code, KitContent Content, string? LogoHash, string CreatedBy, DateTimeOffset CreatedAt, KitLinkState Link, DateTimeOffset? LinkExpiresAt)
{
    /// <summary>The code as it is printed.</summary>
    public string PrintedCode => CheckCode.Format(Code);

    internal static MediaKitView Of(MediaKit kit, DateTimeOffset now) => new(
        kit.Id, kit.TalentId, kit.Code, KitContent.FromJson(kit.Content), kit.LogoHash, kit.CreatedBy, kit.CreatedAt, LinkOf(kit, now), kit.LinkExpiresAt);

    internal static KitLinkState LinkOf(MediaKit kit, DateTimeOffset now) => kit switch
    {
        { LinkHash: null } => KitLinkState.None,
        { LinkRevokedAt: not null } => KitLinkState.Revoked,
        { LinkExpiresAt: { } end } when end > now => KitLinkState.Works,
        _ => KitLinkState.Expired,
    };
}
