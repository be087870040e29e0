using Microsoft.Extensions.Options;

namespace SocialProfiles.Core.Invitations;

/// <summary>When links end.</summary>
public sealed class InvitationLife(IOptions<InvitationOptions> options)
{
    /// <summary>
    /// When the link opens nothing any more, UTC. What it connects it connects until <see cref="Invitation.ExpiresAt"/>; where
    /// something was connected, the talent's own page stays for a while after its last use.
    /// </summary>
    public DateTimeOffset EndOf(Invitation invitation)
    {
        if (invitation.Platforms.All(asked => asked.DoneAt is null))
        {
            return invitation.ExpiresAt;
        }

        // Sending it again is a use, too.
        DateTimeOffset?[] uses = [invitation.CreatedAt, invitation.LastUsedAt, .. invitation.Platforms.Select(asked => asked.DoneAt)];
        var end = uses.Max()!.Value.AddDays(options.Value.PageDays);
        return end > invitation.ExpiresAt ? end : invitation.ExpiresAt;
    }
}
