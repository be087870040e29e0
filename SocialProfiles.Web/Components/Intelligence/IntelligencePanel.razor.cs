using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Connections;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Web.Components.Live;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A talent's numbers over all profiles, and the latest posts.</summary>
public sealed partial class IntelligencePanel : IAsyncDisposable
{
    private LiveSubscription _live = null!;
    private TalentIntelligence? _numbers;
    private IReadOnlyList<IntelligencePost> _posts = [];
    private IReadOnlyList<ConnectionView> _profiles = [];
    private bool _hasFailed;

    [Inject]
    public required TalentIntelligenceQuery Query { get; init; }

    [Inject]
    public required TalentPosts Posts { get; init; }

    [Inject]
    public required ConnectionList Connections { get; init; }

    [Inject]
    public required LiveConnections Live { get; init; }

    [Inject]
    public required ILogger<IntelligencePanel> Logger { get; init; }

    /// <summary>Give the panel a <c>@key</c> of it: a panel belongs to one talent for life.</summary>
    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    protected override async Task OnInitializedAsync()
    {
        _live = Live.Subscribe(TalentId);
        await LoadAsync();
        _live.Listen(_ => InvokeAsync(ReadAgainAsync), () => InvokeAsync(() =>
        {
            _hasFailed = true;
            StateHasChanged();
        }));
    }

    private async Task LoadAsync()
    {
        try
        {
            _profiles = await Connections.OfTalentAsync(TalentId, _live.Gone) ?? [];
            _posts = (await Posts.GetAsync(TalentId, new PostsRequest(Take: 200), _live.Gone)).Posts;
            _numbers = await Query.GetAsync(TalentId, days: 28, _live.Gone);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private async Task ReadAgainAsync()
    {
        _profiles = await Connections.OfTalentAsync(TalentId, _live.Gone) ?? [];
        _posts = (await Posts.GetAsync(TalentId, new PostsRequest(Take: 200), _live.Gone)).Posts;
        _numbers = await Query.GetAsync(TalentId, days: 28, _live.Gone);
        _hasFailed = false;
        StateHasChanged();
    }
}
