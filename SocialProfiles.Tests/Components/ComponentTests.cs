using System.Security.Claims;
using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using SocialProfiles.Core;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Shared;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Tests.Components;

/// <summary>Components on a page that nobody sees, with the real platforms and a clock that the test moves.</summary>
public abstract class ComponentTests : BunitContext
{
    // Patience for a busy machine; what is right appears long before.
    static ComponentTests() => DefaultWaitTimeout = Patience.Longest;

    /// <param name="configuration">As in the settings: what is set up here.</param>
    protected ComponentTests(params (string Key, string Value)[] configuration)
    {
        JSInterop.Mode = JSRuntimeMode.Loose;
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddMudServices(options => options.PopoverOptions.CheckForPopoverProvider = false);
        Services.AddPlatforms(new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build());
        Services.AddSingleton<SyncProgress>().AddSingleton<StorageHealth>();
        Services.AddScoped<PageClock>();
        SignIn(Role.Owner);
    }

    public TestClock Time { get; } = new();

    protected T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>What an action waits for before it knows who asks for it; over unless a test sets one.</summary>
    protected Task Asking { get; set; } = Task.CompletedTask;

    /// <summary>Who looks at it; an owner unless a test says otherwise.</summary>
    protected void SignIn(Role role)
    {
        AddAuthorization().SetAuthorized(TestCore.Admin.Name).SetPolicies([.. Enum.GetValues<Role>().Where(each => each <= role).Select(each => each.ToString())]);
        Services.AddSingleton<AuthenticationStateProvider>(new SignedIn(role, () => Asking));
    }

    // bUnit's own answers what may be shown; this is whom an action asks.
    private sealed class SignedIn(Role role, Func<Task> asking) : AuthenticationStateProvider
    {
        private readonly ClaimsPrincipal _user = RoleClaim.With(new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, TestCore.Admin.Name)], "Test")), role);

        public override async Task<AuthenticationState> GetAuthenticationStateAsync()
        {
            await asking();
            return new AuthenticationState(_user);
        }
    }
}

internal static class RenderedText
{
    /// <summary>All text of a component, white space folded.</summary>
    public static string Text<T>(this IRenderedComponent<T> component)
        where T : IComponent => Fold(string.Concat(component.Nodes.Select(node => node.TextContent)));

    /// <summary>What can be pressed, by the beginning of the name that is read out.</summary>
    public static IElement Button<T>(this IRenderedComponent<T> component, string name)
        where T : IComponent => component.FindAll("button").Single(button => Name(button).StartsWith(name, StringComparison.Ordinal));

    public static string Name(IElement element) => element.GetAttribute("aria-label") ?? Fold(element.TextContent);

    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
