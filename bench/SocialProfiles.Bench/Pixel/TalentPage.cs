using Microsoft.Playwright;

namespace SocialProfiles.Bench.Pixel;

/// <summary>The page of one talent, open in Chromium.</summary>
internal sealed class TalentPage : IAsyncDisposable
{
    // The time is taken when the frame after the changed one begins: the page has painted the changed one by then and
    // given it to the compositor. Date.now() and not performance.now(): the row's time is of the same clock.
    private const string Watch = """
        ({ handles, state }) => {
          const isThere = (row, handle) =>
            row.querySelector(".connection-handle").textContent.startsWith(`@${handle} `) && row.querySelector(".state-badge").textContent.includes(state);
          const painted = Object.fromEntries(handles.map(handle => [handle, 0]));
          let left = handles.length;
          window.painted = new Promise(resolve => {
            const observer = new MutationObserver(() => {
              const rows = [...document.querySelectorAll(".connection")];
              for (const handle of handles.filter(handle => painted[handle] === 0 && rows.some(row => isThere(row, handle)))) {
                painted[handle] = 1;
                requestAnimationFrame(() => requestAnimationFrame(() => {
                  painted[handle] = Date.now();
                  if (--left === 0) {
                    observer.disconnect();
                    resolve(handles.map(handle => painted[handle]));
                  }
                }));
              }
            });
            observer.observe(document.body, { childList: true, subtree: true, characterData: true });
          });
        }
        """;

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(60);

    private readonly Browser _browser;
    private readonly IPage _page;

    private TalentPage(Browser browser, IPage page)
    {
        _browser = browser;
        _page = page;
    }

    /// <param name="talent">Has no connections yet.</param>
    public static async Task<TalentPage> OpenAsync(Guid talent)
    {
        var browser = await Browser.StartAsync();
        var page = await browser.SignedInAsync();
        await page.GotoAsync($"/talents/{talent}");
        var opened = new TalentPage(browser, page);
        await opened.UntilEmptyAsync();
        return opened;
    }

    /// <summary>Begins to watch for accounts that are about to be connected.</summary>
    /// <param name="handles">Whose rows.</param>
    /// <param name="state">The word on their badges that is waited for.</param>
    public Task WatchAsync(IReadOnlyList<string> handles, string state) => _page.EvaluateAsync(Watch, new { handles, state });

    /// <summary>When each watched row stood there in its state, in Unix milliseconds.</summary>
    public async Task<double[]> PaintedAsync() => await _page.EvaluateAsync<double[]>("() => window.painted").WaitAsync(_patience);

    /// <summary>Until the page lists no connection.</summary>
    public Task UntilEmptyAsync() => _page.GetByText("No profiles connected yet").WaitForAsync();

    public ValueTask DisposeAsync() => _browser.DisposeAsync();
}
