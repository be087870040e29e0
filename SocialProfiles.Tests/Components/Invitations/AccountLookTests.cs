using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Invitations;

namespace SocialProfiles.Tests.Components.Invitations;

public sealed class AccountLookTests
{
    private static readonly DateTimeOffset _now = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(SyncStatus.Pending, "Pending")]
    [InlineData(SyncStatus.Syncing, "Syncing")]
    [InlineData(SyncStatus.Ready, "Connected")]
    public void Look_FirstSync_GoesThroughItsStates(SyncStatus status, string label) => Assert.Equal(label, Look(View(status)).Label);

    [Fact]
    public void Look_Syncing_SaysHowFarItIs() =>
        Assert.Equal("Reading TikTok: profile read, posts so far: 20.", AccountLook.Of(View(SyncStatus.Syncing), "TikTok", new SyncStep(ProfileDone: true, Posts: 20)).Sentence);

    [Theory]
    [InlineData(SyncStatus.Pending)]
    [InlineData(SyncStatus.Error)]
    public void Look_FirstSyncFailed_IsNoErrorForTheTalent(SyncStatus status)
    {
        var look = Look(View(status) with { Failure = FailureKind.PlatformDown });

        Assert.Equal(("Connected, not read yet", "state-pending"), (look.Label, look.CssClass));
        Assert.Contains("You don't need to do anything", look.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Look_ReadBeforeAndWaitingForItsTurn_IsConnected() =>
        Assert.Equal(("Connected", null), (Look(View(SyncStatus.Pending) with { LastSyncedAt = _now }).Label, Look(View(SyncStatus.Pending) with { LastSyncedAt = _now }).Sentence));

    [Fact]
    public void Look_ReadBeforeAndFailedSince_IsConnectedAndSaysSo() =>
        Assert.Contains("try again", Look(View(SyncStatus.Error) with { LastSyncedAt = _now, Failure = FailureKind.PlatformDown }).Sentence, StringComparison.Ordinal);

    [Fact]
    public void Look_ConsentEnded_SaysSo() =>
        Assert.Equal("Ended", Look(View(SyncStatus.Error) with { Consent = new ConsentView([], _now, null, ConsentEndReason.Revoked, _now, false) }).Label);

    private static AccountLook Look(ConnectionView view) => AccountLook.Of(view, "TikTok", step: null);

    private static ConnectionView View(SyncStatus status) => new()
    {
        Id = Guid.NewGuid(),
        TalentId = Guid.NewGuid(),
        Platform = "TIKTOK",
        Handle = "mara.lind",
        ProfileUrl = "https://www.tiktok.com/@mara.lind",
        Type = ConnectionType.OAuth,
        Status = status,
        Attempt = 0,
        Consent = new ConsentView([], _now, null, null, null, false),
        CreatedAt = _now,
        UpdatedAt = _now,
    };
}
