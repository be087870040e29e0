using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Options;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Talents;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Queue;

/// <summary>What the syncs of one profile did, how long they took, and what the platform said; newest first, in step with them.</summary>
public sealed partial class AttemptsPage : IAsyncDisposable
{
    private const int Size = 50;

    private LiveSubscription? _live;
    private LatestRead? _load;
    private Guid _shown;
    private int _number = 1;
    private ConnectionView? _profile;
    private SyncAttemptPage? _page;
    private string _talent = "";
    private bool _isRead;
    private bool _hasFailed;

    [Inject]
    public required ConnectionList Profiles { get; init; }

    [Inject]
    public required SyncAttemptList Attempts { get; init; }

    [Inject]
    public required TalentNames Names { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required IOptionsMonitor<IngestionOptions> Options { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<AttemptsPage> Logger { get; init; }

    [Parameter]
    public Guid Id { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private string Name => Catalog.NameOf(_profile!.Platform);

    private string Days => Options.CurrentValue.AttemptDays is var days and not 1 ? $"{days} days" : "day";

    public async ValueTask DisposeAsync()
    {
        _load?.Dispose();
        if (_live is not null)
        {
            await _live.DisposeAsync();
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        var number = int.TryParse(PageNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var page) ? Math.Clamp(page, 1, 1_000_000) : 1;
        if (_isRead && number == _number && Id == _shown)
        {
            return;
        }

        (_number, _shown) = (number, Id);
        _live ??= Live.Subscribe();
        _load ??= new LatestRead(Logger, _live.Gone);
        await LoadAsync();
        _live.Listen(
            changes => InvokeAsync(async () =>
            {
                if (changes.Any(change => change.ConnectionId == Id || change.Of == ChangeOf.Platform))
                {
                    await LoadAsync();
                    StateHasChanged();
                }
            }),
            () => Task.CompletedTask);
    }

    private async Task LoadAsync()
    {
        var outcome = await _load!.RunAsync(ReadAsync);
        if (outcome != ReadOutcome.Superseded)
        {
            _hasFailed = outcome == ReadOutcome.Failed;
        }
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        var profile = await Profiles.FindAsync(Id, cancellation);
        var page = await Attempts.GetAsync(Id, (_number - 1) * Size, Size, cancellation);
        _talent = profile is null ? "" : (await Names.OfAsync([profile.TalentId], cancellation)).GetValueOrDefault(profile.TalentId, "A deleted talent");
        (_profile, _page, _isRead) = (profile, page, true);
    }

    private static string Posts(SyncAttempt attempt) => attempt.Posts == 0
        ? "Profile read"
        : $"Profile read, {ShortNumber.Exact(attempt.Posts)} {(attempt.Posts == 1 ? "post" : "posts")}, {ShortNumber.Exact(attempt.PostsWritten)} new or changed";

    private static string NameOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Succeeded => "Succeeded",
        SyncOutcome.Retried => "Tried again",
        _ => "Failed",
    };

    private static string ClassOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Succeeded => "state-ready",
        SyncOutcome.Retried => "state-pending",
        _ => "state-error",
    };

    private static IconShape ShapeOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Succeeded => IconShape.Tick,
        SyncOutcome.Retried => IconShape.Clock,
        _ => IconShape.Warning,
    };
}
