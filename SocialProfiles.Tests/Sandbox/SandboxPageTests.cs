using AngleSharp;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using SocialProfiles.Web.Components.Sandbox;
using SocialProfiles.Web.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxPageTests
{
    [Theory]
    [InlineData(true, "The sandbox is on.")]
    [InlineData(false, "The sandbox is off:")]
    public async Task Page_ListsEveryBehaviourAndSaysWhetherTheSandboxIsOn(bool isOn, string sentence)
    {
        await using var services = new ServiceCollection().AddSingleton(new SandboxState(isOn)).BuildServiceProvider();
        await using var renderer = new HtmlRenderer(services, NullLoggerFactory.Instance);

        var html = await renderer.Dispatcher.InvokeAsync(async () => (await renderer.RenderComponentAsync<SandboxPage>(ParameterView.Empty)).ToHtmlString());

        using var context = BrowsingContext.New();
        var page = await context.OpenAsync(request => request.Content(html), TestContext.Current.CancellationToken);
        Assert.Contains(sentence, page.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(
            SandboxBehaviours.All.Select(behaviour => behaviour.Example),
            page.QuerySelectorAll("tbody tr th code").Select(code => code.TextContent));
    }
}
