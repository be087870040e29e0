using System.Net;
using System.Text;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Tests.Platforms;

/// <summary>Refusals for the tables to read.</summary>
internal static class Refusals
{
    public static DateTimeOffset Now { get; } = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    public static PlatformRefusal Of(int status, string body, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage((HttpStatusCode)status);
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return new PlatformRefusal(response.StatusCode, response.Headers, Encoding.UTF8.GetBytes(body), Now);
    }
}
