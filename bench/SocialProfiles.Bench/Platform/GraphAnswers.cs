using System.Globalization;
using System.IO.Hashing;
using System.Text;

namespace SocialProfiles.Bench.Platform;

/// <summary>
/// Answers as Instagram's business_discovery gives them: an account, two pages of 25 posts, and the refusal for accounts
/// that do not exist. The same handle always gets the same bytes, so that a second sync finds nothing changed, unless
/// its audience has moved: each time brings followers, and likes and comments to the newest posts.
/// </summary>
internal sealed class GraphAnswers
{
    private const int PostsAPage = 25;
    private const int PostsThatMove = 5;
    private const string Unknown = "nonexistent";

    private static readonly string[] _words =
        "studio harbour evening rehearsal garden ticket chorus market winter lantern sketch violin bakery ferry signal meadow copper novel".Split(' ');

    private readonly int _moved;
    private readonly Random _random = new(20261124);
    private readonly Template _profile;
    private readonly Template _firstPage;
    private readonly Template _secondPage;
    private readonly Template _refusal;

    /// <param name="moved">How often the audience has.</param>
    public GraphAnswers(int moved)
    {
        _moved = moved;
        _profile = new Template("200 OK", Filled($$"""
            {"business_discovery":{"id":"17841{N}","username":"{H}","name":"Display {H}","biography":"{{Words(18)}}","profile_picture_url":"https://cdn.example.test/p/{H}.jpg?oh=0a1b2c3d&oe=67f0","followers_count":{{15234 + _moved}},"follows_count":321,"media_count":50},"id":"17841400000000099"}
            """));
        _firstPage = new Template("200 OK", Filled(Page(0, ",\"paging\":{\"cursors\":{\"after\":\"QVFIUmFmdGVyMjU\"}}")));
        _secondPage = new Template("200 OK", Filled(Page(1, ",\"paging\":{\"cursors\":{\"before\":\"QVFIUmJlZm9yZTI1\"}}")));
        _refusal = new Template("400 Bad Request", """
            {"error":{"message":"Invalid user id","type":"OAuthException","code":110,"error_subcode":2207013,"is_transient":false,"error_user_title":"Cannot find User","error_user_msg":"The user cannot be found.","fbtrace_id":"AbCdEfGhIjK"}}
            """);
    }

    /// <param name="target">The request's path and query.</param>
    /// <param name="answer">Room for an answer.</param>
    /// <returns>Length of the answer, and whether it refuses.</returns>
    public (int Length, bool Refused) Write(ReadOnlySpan<byte> target, Span<byte> answer)
    {
        var from = target.IndexOf("username("u8) + "username("u8.Length;
        var handle = target[from..];
        handle = handle[..handle.IndexOf((byte)')')];
        Span<byte> number = stackalloc byte[12];
        (XxHash3.HashToUInt64(handle) % 1_000_000_000_000).TryFormat(number, out _, "D12", CultureInfo.InvariantCulture);
        if (handle.StartsWith(Encoding.ASCII.GetBytes(Unknown)))
        {
            return (_refusal.Write(answer, handle, number), true);
        }

        var template = target.IndexOf("media.limit("u8) < 0 ? _profile : target.IndexOf(".after("u8) < 0 ? _firstPage : _secondPage;
        return (template.Write(answer, handle, number), false);
    }

    private static string Filled(string body) =>
        body.Replace("{H}", Template.HandleGap.ToString(), StringComparison.Ordinal).Replace("{N}", Template.NumberGap.ToString(), StringComparison.Ordinal);

    private string Page(int page, string paging)
    {
        var posts = Enumerable.Range(page * PostsAPage, PostsAPage).Select(Post);
        return $$"""{"business_discovery":{"media":{"data":[{{string.Join(',', posts)}}]{{paging}}},"id":"17841{N}"},"id":"17841400000000099"}""";
    }

    private string Post(int index)
    {
        var no = index.ToString("D2", CultureInfo.InvariantCulture);
        var time = new DateTimeOffset(2026, 8, 3, 16, 5, 10, TimeSpan.Zero).AddHours(-index).ToString("yyyy-MM-dd'T'HH:mm:ss'+0000'", CultureInfo.InvariantCulture);
        var more = index < PostsThatMove ? _moved : 0;
        return $$"""
            {"id":"178{N}{{no}}","caption":"{{Words(20)}} #{{Words(1)}}","media_type":"IMAGE","media_product_type":"FEED","media_url":"https://cdn.example.test/m/{H}/{{no}}.jpg","permalink":"https:\/\/www.instagram.com\/p\/{H}{{no}}\/","timestamp":"{{time}}","like_count":{{_random.Next(5000) + more}},"comments_count":{{_random.Next(400) + more}}}
            """;
    }

    private string Words(int count) => string.Join(' ', Enumerable.Range(0, count).Select(_ => _words[_random.Next(_words.Length)]));
}
