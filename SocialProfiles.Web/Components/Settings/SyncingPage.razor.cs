using System.Globalization;
using Microsoft.AspNetCore.Components;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Agency;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.Settings;

/// <summary>How often and how fast profiles are read, and how long what is written about it is kept.</summary>
public sealed partial class SyncingPage
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextInput?> _fields = new(StringComparer.Ordinal);
    private string? _problem;
    private string? _wrong;
    private string? _done;
    private bool _isBusy;

    [Inject]
    public required StoredSettings Settings { get; init; }

    [Inject]
    public required PlatformCatalog Catalog { get; init; }

    [Inject]
    public required DataWorld World { get; init; }

    [Inject]
    public required CurrentActor Actor { get; init; }

    [Inject]
    public required ILogger<SyncingPage> Logger { get; init; }

    private IEnumerable<(string Title, string? Note, IReadOnlyList<SettingState> States)> Groups
    {
        get
        {
            var all = Settings.All;
            yield return ("Refresh", null, [.. all.Where(state => state.Setting is { Platform: null, IsRetention: false })]);
            foreach (var platform in Catalog.All)
            {
                if (all.Where(state => state.Setting.Platform == platform.Key).ToArray() is { Length: > 0 } states)
                {
                    yield return ($"{platform.Name} budget", World.IsSandbox ? "The sandbox has no limits, so these apply once you turn it off." : null, states);
                }
            }

            yield return ("How long data is kept", "Older data is deleted every night.", [.. all.Where(state => state.Setting.IsRetention)]);
        }
    }

    protected override void OnInitialized() => Show();

    private static string IdOf(SettingState state) => $"setting-{state.Setting.Key.Replace(':', '-').ToLowerInvariant()}";

    // No unit where the label names it already.
    private static string LabelOf(OptionSetting setting) => setting.Label.Contains(setting.Unit, StringComparison.OrdinalIgnoreCase) ? setting.Label : $"{setting.Label} ({setting.Unit})";

    private static string HintOf(SettingState state)
    {
        var configured = $"The configuration says {Number(state.Configured)}.";
        return state.Setting.Meaning is { } meaning ? $"{meaning} {configured}" : configured;
    }

    private static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private void Show()
    {
        foreach (var state in Settings.All)
        {
            _typed[state.Setting.Key] = state.Stored?.ToString(CultureInfo.InvariantCulture) ?? "";
            _fields.TryAdd(state.Setting.Key, null);
        }
    }

    private async Task SaveAsync()
    {
        if (_isBusy)
        {
            return;
        }

        _isBusy = true;
        (_problem, _wrong, _done) = (null, null, null);
        try
        {
            var saved = await Settings.ChangeAsync(_typed.ToDictionary(pair => pair.Key, pair => (string?)pair.Value, StringComparer.Ordinal), await Actor.GetAsync(Role.Admin), CancellationToken.None);
            if (saved.Succeeded)
            {
                _done = saved.Value switch
                {
                    0 => "Nothing was changed.",
                    1 => "Saved. 1 setting changed and takes effect now.",
                    _ => $"Saved. {saved.Value} settings changed and take effect now.",
                };
                Show();
            }
            else
            {
                _problem = saved.Failure.Sentence;
                _wrong = (saved.Failure as InvalidError)?.Field;
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Logger.ActionFailed(exception, "Save the settings");
            _problem = Sentences.NotDoneBecause(exception);
        }
        finally
        {
            _isBusy = false;
        }

        if (_wrong is not null && _fields[_wrong] is { } field)
        {
            await field.FocusAsync();
        }
    }
}
