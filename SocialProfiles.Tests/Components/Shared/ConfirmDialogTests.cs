using Bunit;
using SocialProfiles.Core;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class ConfirmDialogTests : ComponentTests
{
    private int _asked;
    private bool _isGone;

    [Fact]
    public void Dialog_Shown_IsOpenedByTheBrowserAndHasDoneNothing()
    {
        var dialog = Ask(() => Task.FromResult<UseCaseError?>(null));

        Assert.Single(JSInterop.Invocations["SocialProfiles.openDialog"]);
        Assert.Equal("Delete Mara?", dialog.Find($"#{dialog.Find("dialog").GetAttribute("aria-labelledby")}").TextContent);
        Assert.Equal((0, false), (_asked, HasClosed));
    }

    // The harmless one: what Enter presses on a dialog that just came up.
    [Fact]
    public void Dialog_Shown_HasTheFocusOnCancel() =>
        Assert.True(Ask(() => Task.FromResult<UseCaseError?>(null)).Button("Cancel").HasAttribute("autofocus"));

    [Fact]
    public void Cancel_Pressed_ClosesAndDoesNothing()
    {
        Ask(() => Task.FromResult<UseCaseError?>(null)).Button("Cancel").Click();

        Assert.Equal((0, true), (_asked, HasClosed));
    }

    [Fact]
    public void Confirm_Pressed_DoesItAndCloses()
    {
        Ask(() => Task.FromResult<UseCaseError?>(null)).Button("Delete talent").Click();

        Assert.Equal((1, true), (_asked, HasClosed));
    }

    [Fact]
    public async Task Confirm_PressedTwice_DoesItOnce()
    {
        var done = new TaskCompletionSource<UseCaseError?>();
        var dialog = Ask(() => done.Task);

        var first = dialog.Button("Delete talent").ClickAsync();
        await dialog.Button("Delete talent").ClickAsync();
        done.SetResult(null);
        await first;

        Assert.Equal(1, _asked);
    }

    [Fact]
    public void Confirm_WhatIsRefused_SaysWhyAndStaysOpen()
    {
        var dialog = Ask(() => Task.FromResult<UseCaseError?>(new NotFoundError("This talent is gone.")));

        dialog.Button("Delete talent").Click();

        Assert.Equal("This talent is gone.", RenderedText.Fold(dialog.Find("[role=alert]").TextContent));
        Assert.False(HasClosed);
    }

    [Fact]
    public void Confirm_WhatFails_SaysSoAndCanBeTriedAgain()
    {
        var dialog = Ask(() => _asked == 1 ? throw new TimeoutException() : Task.FromResult<UseCaseError?>(null));

        dialog.Button("Delete talent").Click();
        Assert.Equal(Sentences.NotDone, RenderedText.Fold(dialog.Find("[role=alert]").TextContent));
        dialog.Button("Delete talent").Click();

        Assert.Empty(dialog.FindAll("[role=alert]"));
        Assert.Equal((2, true), (_asked, HasClosed));
    }

    // Escape closes it too, in the browser and without asking us.
    [Fact]
    public void Dialog_ClosedByTheBrowser_TellsThePage()
    {
        var dialog = Ask(() => Task.FromResult<UseCaseError?>(null));

        dialog.Find("dialog").TriggerEvent("onclose", EventArgs.Empty);

        Assert.Equal((0, true), (_asked, _isGone));
    }

    private bool HasClosed => JSInterop.Invocations["SocialProfiles.closeDialog"].Count > 0;

    private IRenderedComponent<ConfirmDialog> Ask(Func<Task<UseCaseError?>> confirm) =>
        Render<ConfirmDialog>(parameters => parameters
            .Add(dialog => dialog.Title, "Delete Mara?")
            .Add(dialog => dialog.Action, "Delete talent")
            .Add(dialog => dialog.Confirm, () =>
            {
                _asked++;
                return confirm();
            })
            .Add(dialog => dialog.Closed, () => _isGone = true)
            .AddChildContent("<p>All of it goes.</p>"));
}
