using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.MediaKits;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.MediaKits;

/// <summary>Puts a media kit together from a talent's numbers, shows it as it will be, and freezes it.</summary>
public sealed partial class KitBuilderPage : IDisposable
{
    private const int UsualDays = 28;
    private const int UsualPosts = 3;

    private readonly Lifetime _gone = new();
    private readonly HashSet<Guid> _profiles = [];
    private readonly HashSet<KitFigure> _figures = [.. Enum.GetValues<KitFigure>()];
    private readonly HashSet<Guid> _selfReported = [];
    private readonly List<KitPostKey> _posts = [];
    private LatestRead _reading = null!;
    private Guid? _loadedId;
    private KitContent? _all;
    private LogoView? _logo;
    private Guid? _newest;
    private int _days = UsualDays;
    private string? _intro;
    private bool _withBestPost = true;
    private bool _withAudience = true;
    private string? _field;
    private string? _problem;
    private bool _isBusy;
    private bool _isGone;
    private bool _hasFailed;

    [Inject]
    public required KitNumbers Numbers { get; init; }

    [Inject]
    public required LogoQuery Logos { get; init; }

    [Inject]
    public required CreateMediaKit Creating { get; init; }

    [Inject]
    public required Toasts Toasts { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<KitBuilderPage> Logger { get; init; }

    [Parameter]
    public Guid Id { get; set; }

    private KitChoice Choice => new(_days, _intro, _profiles, _figures, _withBestPost, _withAudience, _posts, _selfReported);

    public void Dispose()
    {
        _gone.Dispose();
        _reading?.Dispose();
    }

    protected override void OnInitialized() => _reading = new LatestRead(Logger, _gone.Token);

    protected override async Task OnParametersSetAsync()
    {
        if (_loadedId != Id)
        {
            (_loadedId, _all, _newest, _isGone, _problem) = (Id, null, null, false, null);
            await LoadAsync();
        }
    }

    private static void Toggle<T>(HashSet<T> chosen, T one, bool isOn) => _ = isOn ? chosen.Add(one) : chosen.Remove(one);

    private async Task LoadAsync()
    {
        var isFirst = _all is null;
        var outcome = await _reading.RunAsync(async cancellation =>
        {
            var material = await Numbers.GetAsync(Id, _days, cancellation);
            _logo = await Logos.FindAsync(cancellation);
            cancellation.ThrowIfCancellationRequested();
            (_all, _isGone) = (material?.Everything, material is null);
        });
        _hasFailed = outcome == ReadOutcome.Failed;
        if (outcome != ReadOutcome.Done || _all is null)
        {
            return;
        }

        if (isFirst)
        {
            _profiles.Clear();

            // A profile of which nothing is known would only take room.
            _profiles.UnionWith(_all.Profiles.Where(profile => profile.Numbers.Any(number => number.Value is not null)).Select(profile => profile.ConnectionId));
            _selfReported.Clear();
            _selfReported.UnionWith(_all.SelfReported.Select(number => number.Id));
            _posts.Clear();
        }

        // Posts of another period are others; what is in both stays chosen.
        var there = _all.Posts.Select(post => new KitPostKey(post.ConnectionId, post.Id)).ToList();
        _posts.RemoveAll(key => !there.Contains(key));
        if (_posts.Count == 0)
        {
            _posts.AddRange(there.Take(UsualPosts));
        }
    }

    private Task PeriodAsync(ChangeEventArgs change)
    {
        _days = int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var days) && KitChoice.Periods.Contains(days) ? days : UsualDays;
        return LoadAsync();
    }

    private void TogglePost(KitPostKey key, bool isOn)
    {
        _posts.Remove(key);
        if (isOn && _posts.Count < KitChoice.MostPosts)
        {
            _posts.Add(key);
        }
    }

    private async Task CreateAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_field, _problem) = (null, null);
        try
        {
            var created = await Creating.ExecuteAsync(Id, Choice, await Actor.GetAsync(Role.Editor), CancellationToken.None);
            if (created.Succeeded)
            {
                _newest = created.Value.Id;
                Toasts.Show($"Media kit {created.Value.PrintedCode} created. It's at the top of this page.");
            }
            else
            {
                (_field, _problem) = ((created.Failure as InvalidError)?.Field, created.Failure.Sentence);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Create a media kit");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }
    }
}
