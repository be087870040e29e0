using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Deliveries were added, attempted or ended.</summary>
public readonly record struct DeliveriesChanged : ICommitEvent;

/// <summary>Tells every open page of this process that deliveries changed.</summary>
public sealed class DeliverySignal : CommitSignal
{
    protected override bool IsWanted(ICommitEvent happened) => happened is DeliveriesChanged;
}
