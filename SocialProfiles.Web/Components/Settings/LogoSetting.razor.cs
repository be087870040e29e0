using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>The agency's logo: set as soon as a file is chosen.</summary>
public sealed partial class LogoSetting : IDisposable
{
    private readonly Lifetime _gone = new();
    private LogoView? _logo;
    private string? _problem;
    private string? _done;
    private bool _hasFailed;

    // A new field after each file: browsers report no change where the same file is chosen again.
    private int _inputs;

    [Inject]
    public required LogoQuery Query { get; init; }

    [Inject]
    public required SetLogo Setting { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<LogoSetting> Logger { get; init; }

    /// <summary>For the picture's text.</summary>
    [Parameter]
    public string? AgencyName { get; set; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _logo = await Query.FindAsync(_gone.Token);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }

    private Task SetAsync(ReadOnlyMemory<byte> bytes) => bytes.IsEmpty ? Task.CompletedTask : ChangeAsync("Set the logo", async () =>
    {
        var isNew = _logo is null;
        var set = await Setting.ExecuteAsync(bytes, await Actor.GetAsync(Role.Admin), CancellationToken.None);
        if (set.Succeeded)
        {
            (_logo, _done) = (set.Value, isNew ? "Logo added." : "Logo replaced.");
            _inputs++;
        }
        else
        {
            _problem = set.Failure.Sentence;
        }
    });

    private Task RemoveAsync() => ChangeAsync("Remove the logo", async () =>
    {
        await Setting.RemoveAsync(await Actor.GetAsync(Role.Admin), CancellationToken.None);
        (_logo, _done) = (null, "Logo removed.");
    });

    private async Task ChangeAsync(string action, Func<Task> change)
    {
        (_problem, _done) = (null, null);
        try
        {
            await change();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, action);
            _problem = Sentences.NotDoneBecause(exception);
        }
    }
}
