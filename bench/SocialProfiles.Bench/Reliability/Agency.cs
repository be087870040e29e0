using System.Globalization;
using SocialProfiles.Bench.Load;

namespace SocialProfiles.Bench.Reliability;

/// <summary>Talents and profiles for a trial.</summary>
internal static class Agency
{
    private const int ProfilesOfATalent = 5;

    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();

    public static async Task<Guid[]> TalentsAsync(TrialApp app, int count)
    {
        var talents = new Guid[count];
        await ApiClient.RepeatAsync(count, async i => talents[i] = await app.Api.AddTalentAsync(Text("Talent", i)));
        return talents;
    }

    /// <summary>Connects profiles, five to a talent.</summary>
    /// <returns>Their ids.</returns>
    public static async Task<Guid[]> ConnectAsync(TrialApp app, int profiles, string name = "creator.no", string platform = "INSTAGRAM")
    {
        var talents = await TalentsAsync(app, (profiles + ProfilesOfATalent - 1) / ProfilesOfATalent);
        var connections = new Guid[profiles];
        await ApiClient.RepeatAsync(profiles, async i => connections[i] = await app.Api.ConnectAsync(talents[i / ProfilesOfATalent], Handle(name, platform, i), platform));
        return connections;
    }

    private static string Handle(string name, string platform, int i) => platform == "BLUESKY"
        ? string.Create(CultureInfo.InvariantCulture, $"{name.Replace('.', '-')}{i}.bsky.social")
        : string.Create(CultureInfo.InvariantCulture, $"{name}{i}");

    private static string Text(string name, int i) => string.Create(CultureInfo.InvariantCulture, $"{name} {i}");
}
