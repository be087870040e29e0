using System.ComponentModel;

namespace SocialProfiles.Web.Api;

internal sealed record ConnectManualRequest
{
    [Description("Id of the talent, a UUID.")]
    public string? TalentId { get; init; }

    [Description("INSTAGRAM, TIKTOK, YOUTUBE, X or LINKEDIN, in any case; not needed with a profileUrl.")]
    public string? Platform { get; init; }

    [Description("A handle, an @handle, or a profile link.")]
    public string? Handle { get; init; }

    [Description("A profile link, instead of the handle or beside it.")]
    public string? ProfileUrl { get; init; }
}

/// <param name="Queued">False where it was queued or syncing already.</param>
/// <param name="Message">What happened, as a sentence.</param>
internal sealed record SyncResource(ConnectionResource Connection, bool Queued, string Message);

