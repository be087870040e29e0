using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Activity;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Activity;

/// <summary>Who did what, when and from where; newest first, more on demand.</summary>
public sealed partial class ActivityFeed : IDisposable
{
    private const int PageSize = 50;

    private readonly Lifetime _gone = new();
    private readonly List<ActivityEntry> _entries = [];
    private bool _isComplete;
    private bool _hasFailed;

    [Inject]
    public required ActivityList List { get; init; }

    [Inject]
    public required ILogger<ActivityFeed> Logger { get; init; }

    /// <summary>Only what concerns this talent; null for the whole agency.</summary>
    [Parameter]
    public Guid? TalentId { get; set; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadMoreAsync();

    private async Task LoadMoreAsync()
    {
        try
        {
            var more = await List.GetAsync(TalentId, _entries.LastOrDefault()?.Key, PageSize, _gone.Token);
            _entries.AddRange(more);
            _isComplete = more.Count < PageSize;
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }
}
