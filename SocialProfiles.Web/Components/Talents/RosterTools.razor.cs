using Microsoft.AspNetCore.Components;
using SocialProfiles.Core.Roster;

namespace SocialProfiles.Web.Components.Talents;

/// <summary>Search, archive, and on phones the order.</summary>
public sealed partial class RosterTools : IDisposable
{
    /// <summary>Long enough not to search for every letter of a name, short enough not to be noticed.</summary>
    private static readonly TimeSpan _typingPause = TimeSpan.FromMilliseconds(200);

    private CancellationTokenSource _typing = new();
    private string _text = "";
    private string? _shownSearch;

    [Inject]
    public required TimeProvider Time { get; init; }

    [Parameter, EditorRequired]
    public required RosterView View { get; set; }

    /// <summary>Talents that match; null before it is known.</summary>
    [Parameter]
    public int? Total { get; set; }

    [Parameter, EditorRequired]
    public EventCallback<RosterView> Changed { get; set; }

    public void Dispose()
    {
        _typing.Cancel();
        _typing.Dispose();
    }

    protected override void OnParametersSet()
    {
        // Back and links change the search too; typing goes on undisturbed by its own results.
        if (_shownSearch != View.Search)
        {
            if (_text.Trim() != View.Search)
            {
                _text = View.Search;
            }

            _shownSearch = View.Search;
        }
    }

    private async Task TypedAsync()
    {
        await _typing.CancelAsync();
        _typing.Dispose();
        _typing = new CancellationTokenSource();
        var cancellation = _typing.Token;
        try
        {
            await Task.Delay(_typingPause, Time, cancellation);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        await Changed.InvokeAsync(View with { Search = _text.Trim(), Page = 1 });
    }

    private async Task OnOrder(ChangeEventArgs choice)
    {
        if (Enum.TryParse<RosterOrder>(choice.Value as string, out var order) && order != View.Order)
        {
            await Changed.InvokeAsync(View.SortedBy(order));
        }
    }
}
