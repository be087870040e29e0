using Microsoft.Net.Http.Headers;
using SocialProfiles.Core.Pictures;

namespace SocialProfiles.Web.Downloads;

/// <summary>
/// A picture that somebody uploaded, as a file that can do nothing: its type is what its bytes say, browsers may guess no other,
/// and opened on its own it has no origin, no scripts and nothing to load.
/// </summary>
internal static class PictureAnswer
{
    /// <summary>For pictures of which a page shows many, and which do not change.</summary>
    public const string KeptForAnHour = "private, max-age=3600";

    // Asked for each time, and answered by "not modified" while it is the same: who may see it can change.
    private const string AskedEachTime = "private, no-cache";

    private const string Policy = "default-src 'none'; frame-ancestors 'none'; sandbox";

    /// <param name="picture">Null answers 404.</param>
    /// <param name="name">Of the file, in plain ASCII and without its extension.</param>
    /// <param name="caching">How long browsers keep it.</param>
    public static IResult Of(HttpResponse response, Picture? picture, string name, string caching = AskedEachTime)
    {
        if (picture is null)
        {
            return TypedResults.NotFound();
        }

        response.Headers.ContentSecurityPolicy = Policy;
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("inline") { FileName = name + picture.Kind.Extension() }.ToString();
        response.Headers.CacheControl = caching;
        return TypedResults.Bytes(picture.Bytes, picture.Kind.MediaType(), entityTag: new EntityTagHeaderValue($"\"{picture.Hash}\""));
    }
}
