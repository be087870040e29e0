using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Agency;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A time in words, which render themselves again exactly when time changes them.</summary>
public sealed partial class RelativeTime : IDisposable
{
    private IDisposable? _alarm;
    private DateTimeOffset? _changesAt;
    private string _text = "";
    private bool _isGone;

    [Inject]
    public required PageClock Clock { get; init; }

    [Parameter, EditorRequired]
    public DateTimeOffset Time { get; set; }

    /// <summary>Whether it counts down to the time; else it counts from it.</summary>
    [Parameter]
    public bool IsAhead { get; set; }

    [CascadingParameter]
    public AgencyDays? Days { get; set; }

    public void Dispose()
    {
        _isGone = true;
        _alarm?.Dispose();
    }

    protected override void OnParametersSet() => Update();

    private void Update()
    {
        (_text, var changesAt) = IsAhead ? RelativeText.Until(Time, Clock.Now) : RelativeText.Ago(Time, Clock.Now, Days);
        if (changesAt != _changesAt)
        {
            // A row that is rendered anew mostly shows the same time, whose alarm is there.
            _alarm?.Dispose();
            _changesAt = changesAt;
            _alarm = changesAt is { } at ? Clock.CallAt(at, OnAlarm) : null;
        }
    }

    private void OnAlarm() => _ = InvokeAsync(() =>
    {
        // One that rang while its row went would set itself again and again.
        if (!_isGone)
        {
            _changesAt = null;
            Update();
            StateHasChanged();
        }
    });
}
