using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Credentials;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>Every platform, and how far it is set up.</summary>
public sealed partial class PlatformsPage : IDisposable
{
    private readonly Lifetime _gone = new();
    private IReadOnlyList<PlatformCredentials>? _platforms;
    private bool _hasFailed;

    [Inject]
    public required CredentialList List { get; init; }

    [Inject]
    public required ILogger<PlatformsPage> Logger { get; init; }

    public void Dispose() => _gone.Dispose();

    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            _platforms = await List.GetAsync(_gone.Token);
            _hasFailed = false;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ReadFailed(exception);
            _hasFailed = true;
        }
    }
}
