namespace SocialProfiles.Tests.Simulation;

/// <summary>One agency for all simulations, one after the other: each has a talent of its own, and starts when the last one's waits are over.</summary>
public sealed class SharedAgency : IAsyncLifetime
{
    internal SimulatedAgency Agency { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Agency = await SimulatedAgency.StartAsync();

    public ValueTask DisposeAsync() => Agency.DisposeAsync();
}
