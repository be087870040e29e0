using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Intelligence;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Intelligence;

/// <summary>A talent's posts over all profiles, sorted and filtered by the database, a page at a time. The address says which.</summary>
public sealed partial class PostsTable : IDisposable
{
    private const int PageSize = 20;
    private const int MostOfName = 60;

    private readonly Lifetime _gone = new();
    private LatestRead _load = null!;
    private PostsPage? _page;
    private PostsRequest? _asked;
    private PostKey? _open;
    private int _readVersion = -1;
    private bool _isLoading;
    private bool _hasFailed;

    [Inject]
    public required TalentPosts Posts { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Inject]
    public required ILogger<PostsTable> Logger { get; init; }

    [Parameter, EditorRequired]
    public Guid TalentId { get; set; }

    [Parameter, EditorRequired]
    public required IntelligenceView View { get; set; }

    /// <summary>Of the page, without a query.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter, EditorRequired]
    public required IntelligencePeriod Period { get; set; }

    /// <summary>How far each account's list could be read.</summary>
    [Parameter, EditorRequired]
    public required IReadOnlyList<AccountPosts> Lists { get; set; }

    /// <summary>Another number means that something was read since.</summary>
    [Parameter]
    public int Version { get; set; }

    [CascadingParameter]
    public AgencyDays? Days { get; set; }

    /// <summary>What could not be read, an account each.</summary>
    private IEnumerable<string> Missing => Lists.Select(Sentence).OfType<string>();

    /// <summary>Which accounts have no post at all.</summary>
    private IEnumerable<string> Empty => Lists.Where(list => Sentence(list) is null).Select(list => $"@{list.Handle} has no posts on {Catalog.NameOf(list.Platform)}.");

    private bool IsFiltered => View.Kind is not null;

    /// <summary>Reach and saves take room only where somebody has them.</summary>
    private IEnumerable<PostColumn> Columns => Enum.GetValues<PostColumn>().Where(column => _page?.HasInsights == true || column is not (PostColumn.Reach or PostColumn.Saves));

    private int PageCount => ((_page?.Total ?? 0) + PageSize - 1) / PageSize;

    // Posts may have gone since the page was chosen.
    private int Page => Math.Clamp(View.Page, 1, Math.Max(1, PageCount));

    public void Dispose()
    {
        _load.Dispose();
        _gone.Dispose();
    }

    protected override void OnInitialized() => _load = new LatestRead(Logger, _gone.Token);

    protected override async Task OnParametersSetAsync()
    {
        var request = new PostsRequest(View.Sort, View.Descending, (View.Page - 1) * PageSize, PageSize)
        {
            Platform = View.Platform,
            Kind = View.Kind,
            Period = View.AllPosts ? null : Period,
        };
        if (request == _asked && Version == _readVersion)
        {
            return;
        }

        (_asked, _readVersion) = (request, Version);
        await LoadAsync();
    }

    private static string Short(string text) => text.Length <= MostOfName ? text : text[..MostOfName] + "…";

    private async Task LoadAsync()
    {
        var request = _asked!;
        _isLoading = true;
        var outcome = await _load.RunAsync(async cancellation =>
        {
            var page = await Posts.GetAsync(TalentId, request, cancellation);
            if (page.Posts.Count == 0 && page.Total > 0)
            {
                // The page is past the end: the last one is shown.
                page = await Posts.GetAsync(TalentId, request with { Skip = (page.Total - 1) / PageSize * PageSize }, cancellation);
            }

            _page = page;
        });
        if (outcome != ReadOutcome.Superseded)
        {
            (_hasFailed, _isLoading) = (outcome == ReadOutcome.Failed, false);
        }
    }

    private string? Sentence(AccountPosts list) =>
        ReadingText.Of(list.Reading, Catalog.NameOf(list.Platform), list.IsByConsent) is { } sentence ? $"@{list.Handle}: {sentence}" : null;

    private void OnPublished(ChangeEventArgs choice) => Go(View with { AllPosts = choice.Value as string == "all", Page = 1 });

    private void OnKind(ChangeEventArgs choice) => Go(View with { Kind = EnumName.Read<PostKind>(choice.Value as string), Page = 1 });

    private void OnColumn(ChangeEventArgs choice)
    {
        if (EnumName.Read<PostColumn>(choice.Value as string) is { } column && column != View.Sort)
        {
            Go(View.SortedBy(column));
        }
    }

    private void Go(IntelligenceView view) => Navigation.NavigateTo(view.Address(Path));
}
