using SocialProfiles.Core.Roster;

namespace SocialProfiles.Sandbox;

/// <summary>Twelve made-up talents; among their accounts some that fail, so that every state is on the roster.</summary>
public static class SampleTalents
{
    private const string Instagram = "INSTAGRAM";
    private const string TikTok = "TIKTOK";
    private const string YouTube = "YOUTUBE";

    public static IReadOnlyList<SampleTalent> All { get; } =
    [
        new("Maya Lindqvist", ["europe", "travel"], [(Instagram, "maya.travels"), (TikTok, "mayatravels"), (YouTube, "mayalindqvist")]),
        new("Tomás Ferreira", ["food", "recipes"], [(Instagram, "tomas.cooks"), (YouTube, "tomascooks")]),
        new("Amara Okafor", ["beauty", "fashion"], [(Instagram, "amara.okafor"), (TikTok, "amaraokafor")]),
        new("Jonas Weber", ["gaming"], [(YouTube, "pixeljonas"), (TikTok, "pixel.jonas")]),
        new("Priya Raman", ["fitness", "running"], [(Instagram, "priya.runs"), (TikTok, "priyaruns"), (YouTube, "priyaruns")]),
        new("Elif Demir", ["craft", "design"], [(Instagram, "studio.elif"), (YouTube, "studioelif")]),
        new("Noah Bennett", ["music"], [(Instagram, "noahbennettmusic"), (TikTok, "noah.bennett.music"), (YouTube, "noahbennettmusic")]),
        new("Keiko Tanaka", ["education", "science"], [(YouTube, "askkeiko"), (Instagram, "ask.keiko")]),
        new("Finn O’Hara", ["comedy"], [(Instagram, "flaky.finn"), (TikTok, "finnohara")]),
        new("Zoë van Dijk", ["beauty"], [(Instagram, "zoe.vandijk"), (YouTube, "hidden.zoe")]),
        new("Rafael Costa", ["food", "travel"], [(Instagram, "nonexistent.rafa"), (YouTube, "rafaeats")]),
        new("Ingrid Solberg", ["books"], [(Instagram, "ingrid.reads"), (TikTok, "ingridreads")]),
    ];
}
