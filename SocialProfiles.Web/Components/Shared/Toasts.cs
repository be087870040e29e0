namespace SocialProfiles.Web.Components.Shared;

/// <param name="Sentence">What happened.</param>
/// <param name="Action">What can be done about it, in a word or two: <c>Undo</c>; null where there is nothing.</param>
/// <param name="Act">Does it, and says what came of it. Outlives the page that it was given by.</param>
public sealed record Toast(string Sentence, string? Action = null, Func<Task<string>>? Act = null);

/// <summary>What was done a moment ago, said above the page's lower edge, so that nothing on the page moves. One at a time: the newest counts.</summary>
public sealed class Toasts(PageClock clock)
{
    // Long enough to see a mistake, and to reach the button by keyboard.
    private static readonly TimeSpan _actionStays = TimeSpan.FromSeconds(20);

    private IDisposable? _end;

    /// <summary>On any thread.</summary>
    public event EventHandler? Changed;

    public Toast? Current { get; private set; }

    public void Show(string sentence) => Show(new Toast(sentence));

    public void Show(Toast toast)
    {
        Current = toast;
        Release();
        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Keeps it while somebody points at it or has the focus in it.</summary>
    public void Hold() => _end?.Dispose();

    /// <summary>From now on it stays for its time.</summary>
    public void Release()
    {
        _end?.Dispose();
        if (Current is { } shown)
        {
            var stays = Stays(shown.Sentence);
            _end = clock.CallAt(clock.Now + (shown.Act is null || stays > _actionStays ? stays : _actionStays), () => End(shown));
        }
    }

    public void Close()
    {
        if (Current is { } shown)
        {
            End(shown);
        }
    }

    // Time to notice it, and to read it once and a half.
    private static TimeSpan Stays(string sentence) => TimeSpan.FromSeconds(6) + TimeSpan.FromMilliseconds(60 * sentence.Length);

    private void End(Toast shown)
    {
        if (ReferenceEquals(Current, shown))
        {
            Current = null;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }
}
