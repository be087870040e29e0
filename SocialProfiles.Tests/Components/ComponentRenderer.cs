using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Components.Web.HtmlRendering;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using NSubstitute;
using SocialProfiles.Core;
using SocialProfiles.Core.Ingestion;
using SocialProfiles.Core.Platforms;
using SocialProfiles.Core.Storage;
using SocialProfiles.Tests.TestKit;
using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components;

/// <summary>Renders components without a browser, with the real platforms and a clock that the test moves.</summary>
internal sealed class ComponentRenderer : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly HtmlRenderer _renderer;

    public ComponentRenderer(params (string Key, string Value)[] configuration)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(Time);
        services.AddPlatforms(settings);
        services.AddSingleton<SyncProgress>().AddSingleton<StorageHealth>();
        services.AddScoped<PageClock>();
        services.AddSingleton(Substitute.For<IJSRuntime>());
        services.AddSingleton(Substitute.For<NavigationManager>());
        _services = services.BuildServiceProvider();
        _renderer = new HtmlRenderer(_services, _services.GetRequiredService<ILoggerFactory>());
    }

    public ManualTimeProvider Time { get; } = new();

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<RenderedComponent> RenderAsync<TComponent>(params (string Name, object? Value)[] parameters)
        where TComponent : IComponent
    {
        var view = ParameterView.FromDictionary(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
        var root = await _renderer.Dispatcher.InvokeAsync(() => _renderer.RenderComponentAsync<TComponent>(view));
        return new RenderedComponent(_renderer, root);
    }

    public async ValueTask DisposeAsync()
    {
        await _renderer.DisposeAsync();
        await _services.DisposeAsync();
    }
}

/// <summary>A component on a page that nobody sees.</summary>
internal sealed class RenderedComponent(HtmlRenderer renderer, HtmlRootComponent root)
{
    /// <summary>What it looks like now.</summary>
    public async Task<IElement> BodyAsync()
    {
        var html = await renderer.Dispatcher.InvokeAsync(root.ToHtmlString);
        return new HtmlParser().ParseDocument(html).Body!;
    }

    /// <summary>All text, white space folded.</summary>
    public async Task<string> TextAsync() => Fold((await BodyAsync()).TextContent);

    public static string Fold(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
