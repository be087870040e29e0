using Bunit;
using Microsoft.Extensions.DependencyInjection;
using SocialProfiles.Web.Components.Layout;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Layout;

public sealed class ToastRegionTests : ComponentTests
{
    public ToastRegionTests() => Services.AddScoped<Toasts>();

    [Fact]
    public void Region_WithoutAMessage_IsThereForScreenReadersBeforeOneComes()
    {
        var region = Render<ToastRegion>();

        Assert.Equal("", region.Find("[role=status]").TextContent);
        Assert.Empty(region.FindAll("button"));
    }

    [Fact]
    public void Message_WithoutAnAction_GoesAfterTheTimeToReadIt()
    {
        var region = Show(new Toast("12345"));
        Time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal("12345", Said(region));

        Time.Advance(TimeSpan.FromMilliseconds(302));

        region.WaitForAssertion(() => Assert.Equal("", Said(region)));
    }

    [Fact]
    public void Message_WithAnAction_StaysTwentySecondsAndWhileSomebodyIsInIt()
    {
        var region = Show(new Toast("Mara Lind is in the archive.", "Undo", () => Task.FromResult("Mara Lind is back on the roster.")));
        Time.Advance(TimeSpan.FromSeconds(19));
        region.Find(".toast").TriggerEvent("onfocusin", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Mara Lind is in the archive.", Said(region));

        region.Find(".toast").TriggerEvent("onfocusout", new Microsoft.AspNetCore.Components.Web.FocusEventArgs());
        Time.Advance(TimeSpan.FromSeconds(20.1));

        region.WaitForAssertion(() => Assert.Equal("", Said(region)));
    }

    [Fact]
    public async Task Action_Pressed_IsDoneOnceAndSaysWhatCameOfIt()
    {
        var done = new TaskCompletionSource<string>();
        var pressed = 0;
        var region = Show(new Toast("Archived.", "Undo", () =>
        {
            pressed++;
            return done.Task;
        }));

        var first = region.Button("Undo").ClickAsync();
        await region.Button("Undo").ClickAsync();
        done.SetResult("As before.");
        await first;

        Assert.Equal((1, "As before."), (pressed, Said(region)));
    }

    [Fact]
    public void Action_ThatBreaks_SaysSoInItsPlace()
    {
        var region = Show(new Toast("Archived.", "Undo", () => throw new InvalidOperationException("broken")));

        region.Button("Undo").Click();

        Assert.Equal(Sentences.NotDone, Said(region));
    }

    [Fact]
    public void Message_ReplacedByANewer_DoesNotTakeTheNewerAway()
    {
        var region = Show(new Toast("First."));
        Time.Advance(TimeSpan.FromSeconds(5));
        Get<Toasts>().Show("Second.");

        Time.Advance(TimeSpan.FromSeconds(4));

        region.WaitForAssertion(() => Assert.Equal("Second.", Said(region)));
    }

    private static string Said(IRenderedComponent<ToastRegion> region) => region.Find("[role=status]").TextContent;

    private IRenderedComponent<ToastRegion> Show(Toast toast)
    {
        var region = Render<ToastRegion>();
        Get<Toasts>().Show(toast);
        region.WaitForAssertion(() => Assert.Equal(toast.Sentence, Said(region)));
        return region;
    }
}
