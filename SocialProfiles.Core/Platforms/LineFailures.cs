using System.Text.Json;

namespace SocialProfiles.Core.Platforms;

/// <summary>What goes wrong below HTTP, and while a body is read. Never an exception's message: it may quote the body.</summary>
internal static class LineFailures
{
    /// <summary>The failure that an exception stands for; null for a bug of ours.</summary>
    public static PlatformFailure? Read(Exception fault) => fault switch
    {
        ResponseTooLargeException => new(FailureKind.BadResponse, "HTTP 200, body over the limit"),
        JsonException => new(FailureKind.BadResponse, "HTTP 200, body is not the JSON expected"),
        // The decompressor's word for broken gzip.
        InvalidDataException => new(FailureKind.BadResponse, "body is not the gzip that it claims to be"),
        HttpIOException io => OfLine(io.HttpRequestError),
        HttpRequestException request => OfLine(request.HttpRequestError),
        IOException => new(FailureKind.PlatformDown, "broken line"),
        _ => null,
    };

    private static PlatformFailure OfLine(HttpRequestError error) => error switch
    {
        HttpRequestError.InvalidResponse or HttpRequestError.ConfigurationLimitExceeded => new(FailureKind.BadResponse, $"not HTTP as we can read it ({error})"),
        _ => new(FailureKind.PlatformDown, $"broken line ({error})"),
    };
}
