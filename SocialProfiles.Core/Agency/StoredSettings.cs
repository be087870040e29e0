using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using SocialProfiles.Core.Activity;
using SocialProfiles.Core.Storage;

namespace SocialProfiles.Core.Agency;

/// <summary>
/// The numbers of the configuration that admins set in the application: stored, in effect at once, and above the file and the
/// environment until somebody takes them back.
/// </summary>
public sealed partial class StoredSettings(
    Database database, IEnumerable<OptionSetting> settings, SettingOverrides overrides, ActivityLog activity, ILogger<StoredSettings> logger) : IDisposable
{
    private const string Prefix = "Option:";

    // One after another: an older reading must not be published after a newer one.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly OptionSetting[] _settings = [.. settings];

    /// <summary>All there are, as they stand, in the order in which they were added.</summary>
    public IReadOnlyList<SettingState> All => [.. _settings.Select(setting => new SettingState(setting, overrides.Of(setting.Key), overrides.ConfiguredOf(setting.Key) ?? setting.Least))];

    /// <summary>At start, before anything runs by them. What is out of bounds is left out: an older version may have taken it.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            overrides.Publish(await database.ReadAsync(db => ReadAsync(db, cancellationToken), cancellationToken));
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Stores what was typed, all of it or nothing.</summary>
    /// <param name="typed">By key; an empty text goes back to the configuration. What is not named stays as it is.</param>
    /// <returns>How many changed; or <see cref="InvalidError"/> with the key as its field.</returns>
    public async Task<Result<int, UseCaseError>> ChangeAsync(IReadOnlyDictionary<string, string?> typed, Actor actor, CancellationToken cancellationToken)
    {
        Dictionary<OptionSetting, int?> wanted = [];
        foreach (var setting in _settings.Where(setting => typed.ContainsKey(setting.Key)))
        {
            var text = typed[setting.Key]?.Trim() ?? "";
            if (text.Length == 0)
            {
                wanted[setting] = null;
            }
            else if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= setting.Least && value <= setting.Most)
            {
                wanted[setting] = value;
            }
            else
            {
                return new InvalidError(setting.Key, string.Create(
                    CultureInfo.InvariantCulture, $"“{(text.Length > 20 ? text[..20] + "…" : text)}” can't be used here. Type a whole number from {setting.Least:N0} to {setting.Most:N0}."));
            }
        }

        await _turn.WaitAsync(cancellationToken);
        try
        {
            var changed = await database.WriteAsync(db => WriteAsync(db, wanted, actor, cancellationToken), cancellationToken);
            overrides.Publish(await database.ReadAsync(db => ReadAsync(db, CancellationToken.None), CancellationToken.None));
            return changed;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyDictionary<string, int>> ReadAsync(SocialProfilesDbContext db, CancellationToken cancellationToken)
    {
        var stored = await db.AgencySettings.Where(x => x.Name.StartsWith(Prefix)).ToDictionaryAsync(x => x.Name, x => x.Value, StringComparer.Ordinal, cancellationToken);
        Dictionary<string, int> values = new(StringComparer.Ordinal);
        foreach (var setting in _settings)
        {
            if (!stored.TryGetValue(Prefix + setting.Key, out var text))
            {
                continue;
            }

            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= setting.Least && value <= setting.Most)
            {
                values[setting.Key] = value;
            }
            else
            {
                LogLeftOut(setting.Key);
            }
        }

        return values;
    }

    private async Task<int> WriteAsync(SocialProfilesDbContext db, Dictionary<OptionSetting, int?> wanted, Actor actor, CancellationToken cancellationToken)
    {
        var stored = await db.AgencySettings.AsTracking().Where(x => x.Name.StartsWith(Prefix)).ToDictionaryAsync(x => x.Name, StringComparer.Ordinal, cancellationToken);
        var changed = 0;
        foreach (var (setting, value) in wanted)
        {
            var row = stored.GetValueOrDefault(Prefix + setting.Key);
            var text = value?.ToString(CultureInfo.InvariantCulture);
            if (row?.Value == text)
            {
                continue;
            }

            if (text is null)
            {
                db.AgencySettings.Remove(row!);
            }
            else if (row is null)
            {
                db.AgencySettings.Add(new AgencySetting { Name = Prefix + setting.Key, Value = text });
            }
            else
            {
                row.Value = text;
            }

            changed++;
            activity.Add(db, actor, ActivityAction.SettingChanged, setting.Key, detail: text is null
                ? "Back to the value from the configuration."
                : string.Create(CultureInfo.InvariantCulture, $"{value:N0} {setting.Unit}."));
        }

        return changed;
    }

    [LoggerMessage(LogLevel.Warning, "The stored setting {Key} is out of bounds, so the value from the configuration is used")]
    private partial void LogLeftOut(string key);
}
