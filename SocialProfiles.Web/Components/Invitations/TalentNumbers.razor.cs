using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.SelfReported;
using SocialProfiles.Web.Components.Intelligence;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Consents;

namespace SocialProfiles.Web.Components.Invitations;

/// <summary>What the agency sees of a talent's profiles: of those that were connected through the link, and of those that it follows publicly.</summary>
public sealed partial class TalentNumbers
{
    private const int PageSize = 5;

    private IntelligenceView _view = new();
    private TalentIntelligence? _numbers;
    private IReadOnlyList<Figure> _figures = [];
    private IReadOnlyList<IntelligencePost> _posts = [];
    private IReadOnlyList<SelfReportedView> _reported = [];
    private AgencyDays _days = AgencyDays.Utc;
    private int _pageCount;
    private bool _hasInsights;
    private bool _hasNoneInPeriod;

    [Inject]
    public required TalentIntelligenceQuery Query { get; init; }

    [Inject]
    public required TalentPosts Posts { get; init; }

    [Inject]
    public required SelfReportedList Reported { get; init; }

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

    [SupplyParameterFromQuery]
    public string? Days { get; set; }

    [SupplyParameterFromQuery(Name = "posts")]
    public string? Listed { get; set; }

    [SupplyParameterFromQuery]
    public string? Page { get; set; }

    /// <summary>The platform's id of a post.</summary>
    [SupplyParameterFromQuery]
    public string? Curve { get; set; }

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
            (_numbers, _reported) = (null, []);
        }
    }

    /// <summary>Of the same page, from one of its parts on.</summary>
    /// <param name="curve">The platform's id of the post whose curve is shown.</param>
    private string Address(IntelligenceView view, string part = "numbers", string? curve = null) =>
        $"{QueryHelpers.AddQueryString(view.Address(ConsentPaths.Invitation(Token)), new Dictionary<string, string?>(StringComparer.Ordinal) { [nameof(curve)] = curve })}#{part}";

    private async Task ReadAsync()
    {
        _view = IntelligenceView.Read(Catalog, Days, from: null, to: null, platform: null, posts: Listed, page: Page);
        _reported = [.. (await Reported.OfTalentAsync(TalentId, CancellationToken.None)).Where(number => Connections.Contains(number.ConnectionId))];
        _days = await Clock.GetDaysAsync(CancellationToken.None);
        var today = await Clock.GetTodayAsync(CancellationToken.None);
        var period = IntelligencePeriod.Last(_view.Days ?? IntelligenceView.UsualDays, today);
        var numbers = await Query.GetAsync(TalentId, period, new IntelligenceScope(Connections: Connections), CancellationToken.None);
        if (numbers.Accounts.Count == 0)
        {
            // Not read yet, which the profile's state says.
            return;
        }

        await ReadPostsAsync(period);
        var best = numbers.Posts.Best is not { } key ? null
            : _posts.FirstOrDefault(post => post.ConnectionId == key.ConnectionId && post.Post.PlatformPostId == key.PlatformPostId)
                ?? await Posts.FindAsync(TalentId, key, CancellationToken.None);
        _figures = new TileFigures(numbers, today, Catalog, best, isForTalent: true, _days).All;
        _numbers = numbers;
    }

    private async Task ReadPostsAsync(IntelligencePeriod period)
    {
        var request = new PostsRequest(PostColumn.Views, Skip: (_view.Page - 1) * PageSize, Take: PageSize) { Connections = Connections, Period = _view.AllPosts ? null : period };
        var page = await Posts.GetAsync(TalentId, request, CancellationToken.None);
        if (page.Total == 0 && !_view.AllPosts)
        {
            request = request with { Period = null };
            page = await Posts.GetAsync(TalentId, request, CancellationToken.None);
            _hasNoneInPeriod = page.Total > 0;
        }

        _pageCount = (page.Total + PageSize - 1) / PageSize;
        if (_pageCount > 0 && _view.Page > _pageCount)
        {
            _view = _view with { Page = _pageCount };
            page = await Posts.GetAsync(TalentId, request with { Skip = (_pageCount - 1) * PageSize }, CancellationToken.None);
        }

        (_posts, _hasInsights) = (page.Posts, page.HasInsights);
    }
}
