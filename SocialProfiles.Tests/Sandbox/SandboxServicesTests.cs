using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SocialProfiles.Sandbox;

namespace SocialProfiles.Tests.Sandbox;

public sealed class SandboxServicesTests
{
    [Fact]
    public async Task Host_WithAServiceThatStartsFirst_HasTheSandboxUpBeforeAndUntilAfterIt()
    {
        var builder = BuilderWith(("Sandbox:Enabled", "true"), ("Sandbox:LatencyMilliseconds", "0"));
        builder.Services.AddSingleton<Caller>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<Caller>());
        builder.AddSandbox();
        using var host = builder.Build();

        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal([200, 200], host.Services.GetRequiredService<Caller>().Statuses);
    }

    [Fact]
    public async Task Server_AfterTheHostStopped_AnswersNoMore()
    {
        var builder = BuilderWith(("Sandbox:Enabled", "true"));
        builder.AddSandbox();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        await host.StopAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = host.Services.GetRequiredService<SandboxServer>().BaseAddress };

        await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(Caller.Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void AddSandbox_SwitchedOff_RegistersNoServerAndSaysSo()
    {
        var builder = BuilderWith(("Sandbox:Enabled", "false"));

        Assert.False(builder.AddSandbox());

        using var services = builder.Services.BuildServiceProvider();
        Assert.Null(services.GetService<SandboxServer>());
        Assert.Empty(services.GetServices<IHostedService>());
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("10001")]
    public async Task Host_WithALatencyOutOfRange_RefusesToStartAndNamesTheKey(string latency)
    {
        var builder = BuilderWith(("Sandbox:Enabled", "true"), ("Sandbox:LatencyMilliseconds", latency));
        builder.AddSandbox();
        using var host = builder.Build();

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Sandbox:LatencyMilliseconds", refusal.Message, StringComparison.Ordinal);
    }

    private static HostApplicationBuilder BuilderWith(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)));
        return builder;
    }

    private sealed class Caller(SandboxServer server) : IHostedService
    {
        public const string Path = "tiktok/oembed?url=https://www.tiktok.com/@maya.travels";

        public List<int> Statuses { get; } = [];

        public Task StartAsync(CancellationToken cancellationToken) => CallAsync(cancellationToken);

        public Task StopAsync(CancellationToken cancellationToken) => CallAsync(cancellationToken);

        private async Task CallAsync(CancellationToken cancellationToken)
        {
            using var http = new HttpClient { BaseAddress = server.BaseAddress };
            using var response = await http.GetAsync(Path, cancellationToken);
            Statuses.Add((int)response.StatusCode);
        }
    }
}
