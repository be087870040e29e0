using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using SocialProfiles.Sandbox.Instagram;
using SocialProfiles.Sandbox.TikTok;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>
/// Does what a person does who removes the app in the platform's own settings: every token is dead at once, and the platform
/// tells the app, over HTTP and signed as on the real one. Google tells nobody.
/// </summary>
internal sealed class RemoveApp(SandboxConsents consents, IServer server, TimeProvider time)
{
    public const string TikTokPath = "/api/webhooks/tiktok";
    public const string MetaPath = "/api/webhooks/meta/deauthorize";

    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(10);

    /// <returns>What came of it, as a sentence.</returns>
    public async Task<string> ExecuteAsync(string platform, string handle, CancellationToken cancellationToken)
    {
        consents.Remove(platform, handle);
        var now = time.GetUtcNow();
        return platform switch
        {
            "tiktok" => await TellAsync(TikTokPath, SignedBody(TikTokRemovalNotice.Of(handle, now)), cancellationToken),
            "instagram" => await TellAsync(MetaPath, new FormUrlEncodedContent([KeyValuePair.Create(MetaRemovalNotice.Field, MetaRemovalNotice.Of(handle, now))]), cancellationToken),
            _ => "Removed. Google doesn't tell us; the next sync will find out.",
        };
    }

    private static StringContent SignedBody(TikTokRemovalNotice notice)
    {
        var content = new StringContent(notice.Body, Encoding.UTF8, "application/json");
        content.Headers.Add(TikTokRemovalNotice.SignatureHeader, notice.Signature);
        return content;
    }

    private async Task<string> TellAsync(string path, HttpContent content, CancellationToken cancellationToken)
    {
        using (content)
        {
            if (OwnAddress() is not { } address)
            {
                return "Removed. The application couldn't be told: it doesn't listen at an address that can be called from here.";
            }

            try
            {
                using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = _patience };
                using var answer = await http.PostAsync(new Uri(address, path), content, cancellationToken);
                return answer.IsSuccessStatusCode
                    ? "Removed, and the application was told."
                    : $"Removed. The application was told and answered {(int)answer.StatusCode}.";
            }
            catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                return "Removed. The application couldn't be told: it didn't answer.";
            }
        }
    }

    // Plain HTTP first: a certificate is hardly ever made out to this machine's own address.
    private Uri? OwnAddress() => server.Features.Get<IServerAddressesFeature>()?.Addresses
        .Select(BindingAddress.Parse)
        .Where(address => !address.IsUnixPipe && !address.IsNamedPipe)
        .OrderBy(address => address.Scheme, StringComparer.Ordinal)
        .Select(address => new UriBuilder(address.Scheme, IsEverywhere(address.Host) ? "127.0.0.1" : address.Host, address.Port).Uri)
        .FirstOrDefault();

    private static bool IsEverywhere(string host) => host is "+" or "*" or "0.0.0.0" or "[::]";
}
