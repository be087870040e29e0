using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Intelligence;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>What the agency sees of a talent's profiles: of those that were connected through the link, and of those that it follows publicly.</summary>
public sealed partial class TalentNumbers
{
    private const int MostPosts = 5;

    private TalentIntelligence? _numbers;
    private IReadOnlyList<Figure> _figures = [];
    private IReadOnlyList<IntelligencePost> _posts = [];
    private bool _isOfPeriod;

    [Inject]
    public required TalentIntelligenceQuery Query { get; init; }

    [Inject]
    public required TalentPosts Posts { get; init; }

    [Inject]
    public required AgencyClock Clock { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required ILogger<TalentNumbers> Logger { get; init; }

    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    /// <summary>Of the link.</summary>
    [Parameter, EditorRequired]
    public required string Token { get; set; }

    /// <summary>The profiles whose numbers the page shows.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyCollection<Guid> Connections { get; set; }

    [Parameter, EditorRequired]
    public required AgencyName Agency { get; set; }

    protected override async Task OnInitializedAsync()
    {
        if (Connections.Count == 0)
        {
            return;
        }

        try
        {
            await ReadAsync();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The page is for connecting and withdrawing first, and that works without numbers.
            Logger.ReadFailed(exception);
            _numbers = null;
        }
    }

    private async Task ReadAsync()
    {
        var today = await Clock.GetTodayAsync(CancellationToken.None);
        var period = IntelligencePeriod.Last(IntelligenceView.UsualDays, today);
        var numbers = await Query.GetAsync(TalentId, period, new IntelligenceScope(Connections: Connections), CancellationToken.None);
        if (numbers.Accounts.Count == 0)
        {
            // Not read yet, which the profile's state says.
            return;
        }

        var request = new PostsRequest(PostColumn.Views, Take: MostPosts) { Connections = Connections, Period = period, WithoutStories = true };
        _posts = (await Posts.GetAsync(TalentId, request, CancellationToken.None)).Posts;
        _isOfPeriod = _posts.Count > 0;
        if (!_isOfPeriod)
        {
            _posts = (await Posts.GetAsync(TalentId, request with { Period = null }, CancellationToken.None)).Posts;
        }

        var best = numbers.Posts.Best is not { } key ? null
            : _posts.FirstOrDefault(post => post.ConnectionId == key.ConnectionId && post.Post.PlatformPostId == key.PlatformPostId)
                ?? await Posts.FindAsync(TalentId, key, CancellationToken.None);
        _figures = new TileFigures(numbers, today, Catalog, best, isForTalent: true).All;
        _numbers = numbers;
    }
}
