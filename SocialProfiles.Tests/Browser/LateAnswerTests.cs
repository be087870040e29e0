using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Tests.Visitors;
using static Microsoft.Playwright.Assertions;

namespace SocialProfiles.Tests.Browser;

public sealed class LateAnswerTests(Chromium chromium)
{
    [Fact]
    public async Task Talent_WhoseAnswerComesAfterAnotherWasOpened_DoesNotTakeThePage()
    {
        var slow = new SlowRead();
        await using var app = await TestApp.StartAsync(new TestAppOptions
        {
            Configure = builder => builder.Services.ConfigureDbContext<SocialProfilesDbContext>(options => options.AddInterceptors(slow)),
        });
        var late = await Visit.TalentAsync(app, "Late Talent");
        var other = await Visit.TalentAsync(app, "Other Talent");
        await using var browser = await AdminBrowser.SignedInAsync(chromium, app);
        var page = browser.Page;
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Late Talent", Exact = true })).ToBeVisibleAsync();
        slow.Hold(late);

        await page.GetByRole(AriaRole.Link, new() { Name = "Late Talent", Exact = true }).ClickAsync();
        await slow.Held;
        await page.EvaluateAsync($"Blazor.navigateTo('/talents/{other}')");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Other Talent", Level = 1 })).ToBeVisibleAsync();
        slow.Release();
        await slow.Answered;

        // One more turn of the circuit: whatever the answer did to the page is done before it.
        await page.GetByRole(AriaRole.Link, new() { Name = "Activity" }).Last.ClickAsync();
        await Expect(page).ToHaveURLAsync($"{app.Address}talents/{other}/activity");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Other Talent");
    }

    /// <summary>Holds the first read of one talent back.</summary>
    private sealed class SlowRead : DbCommandInterceptor
    {
        private readonly TaskCompletionSource _held = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private Guid? _talent;

        public Task Held => _held.Task;

        public Task Answered => _answered.Task;

        public void Hold(Guid talent) => _talent = talent;

        public void Release() => _released.SetResult();

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            var isIt = _talent is { } talent && command.CommandText.Contains("FROM \"Talents\"", StringComparison.Ordinal)
                && command.Parameters.Cast<DbParameter>().Any(parameter => Guid.TryParse(parameter.Value?.ToString(), out var id) && id == talent);
            if (isIt && _held.TrySetResult())
            {
                await _released.Task;
            }

            return result;
        }

        public override ValueTask<InterceptionResult> DataReaderClosingAsync(DbCommand command, DataReaderClosingEventData eventData, InterceptionResult result)
        {
            if (_released.Task.IsCompleted)
            {
                _answered.TrySetResult();
            }

            return ValueTask.FromResult(result);
        }
    }
}
