namespace SocialProfiles.Core.MediaKits;

/// <summary>A post, by its profile and the platform's id.</summary>
public readonly record struct KitPostKey(Guid ConnectionId, string Id);

/// <summary>What of the talent's numbers a kit shows.</summary>
/// <param name="Days">One of <see cref="Periods"/>.</param>
/// <param name="Intro">A line of the agency's own; at most <see cref="LongestIntro"/> characters, empty for none.</param>
/// <param name="Profiles">Profiles that are shown.</param>
/// <param name="Figures">Numbers that are shown of each.</param>
/// <param name="WithBestPost">The best post of each profile is shown.</param>
/// <param name="WithAudience">Country, age and gender are shown where the talent's permission gives them.</param>
/// <param name="Posts">At most <see cref="MostPosts"/>, in the order in which they are shown.</param>
/// <param name="SelfReported">Ids of the self-reported numbers that are shown.</param>
public sealed record KitChoice(
    int Days, string? Intro, IReadOnlySet<Guid> Profiles, IReadOnlySet<KitFigure> Figures, bool WithBestPost, bool WithAudience, IReadOnlyList<KitPostKey> Posts, IReadOnlySet<Guid> SelfReported)
{
    public const int MostPosts = 6;
    public const int LongestIntro = 300;

    /// <summary>Days that a kit can be over.</summary>
    public static IReadOnlyList<int> Periods { get; } = [7, 28, 90, 365];

    /// <summary>Of what there is, what is chosen.</summary>
    public KitContent Of(KitContent all) => all with
    {
        Intro = string.IsNullOrWhiteSpace(Intro) ? null : Intro.Trim(),
        Profiles = [.. all.Profiles.Where(profile => Profiles.Contains(profile.ConnectionId)).Select(profile => profile with
        {
            Numbers = [.. profile.Numbers.Where(number => Figures.Contains(number.Figure))],
            BestPost = WithBestPost ? profile.BestPost : null,
            Audience = WithAudience ? profile.Audience : [],
        })],
        Posts = [.. Posts.Take(MostPosts).Select(key => all.Posts.FirstOrDefault(post => post.ConnectionId == key.ConnectionId && post.Id == key.Id)).OfType<KitPost>()],
        SelfReported = [.. all.SelfReported.Where(number => SelfReported.Contains(number.Id))],
    };
}
