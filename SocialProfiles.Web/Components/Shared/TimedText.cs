using Microsoft.AspNetCore.Components;

namespace SocialProfiles.Web.Components.Shared;

/// <summary>A text that time changes, and that renders itself anew exactly then.</summary>
public abstract class TimedText : ComponentBase, IDisposable
{
    private IDisposable? _alarm;
    private DateTimeOffset? _changesAt;
    private bool _isGone;

    [Inject]
    public required PageClock Clock { get; init; }

    protected string Text { get; private set; } = "";

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The text at a time, and when it becomes another one; null for never.</summary>
    protected abstract (string Text, DateTimeOffset? ChangesAt) Read(DateTimeOffset now);

    protected override void OnParametersSet() => Update();

    protected virtual void Dispose(bool disposing)
    {
        _isGone = true;
        _alarm?.Dispose();
    }

    private void Update()
    {
        (Text, var changesAt) = Read(Clock.Now);
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
