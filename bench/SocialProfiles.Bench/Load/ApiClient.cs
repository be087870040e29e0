using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using SocialProfiles.Bench.Platform;

namespace SocialProfiles.Bench.Load;

/// <summary>Calls the application as a script of the agency would, on 16 lines that are kept open.</summary>
internal sealed class ApiClient : IDisposable
{
    public const int Parallel = 16;

    private readonly HttpClient _http;
    private readonly Uri _platform;

    public ApiClient(Uri application, Uri platform, string key)
    {
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Parallel, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null }) { BaseAddress = application };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        _platform = platform;
    }

    public async Task<bool> AnswersAsync(string path)
    {
        try
        {
            using var response = await _http.GetAsync(new Uri(path, UriKind.Relative));
            return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Found;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public Task<Guid> AddTalentAsync(string name) => SendAsync("/api/admin/talents", $$"""{"name":"{{name}}"}""");

    public Task<Guid> ConnectAsync(Guid talent, string handle, string platform = "INSTAGRAM") =>
        SendAsync("/api/admin/socials/connect-manual", $$"""{"talentId":"{{talent}}","platform":"{{platform}}","handle":"{{handle}}"}""");

    public async Task RefreshAsync(Guid connection)
    {
        using var response = await _http.PostAsync(new Uri($"/api/admin/socials/{connection}/sync", UriKind.Relative), content: null);
        response.EnsureSuccessStatusCode();
        await response.Content.CopyToAsync(Stream.Null);
    }

    /// <returns>What it answered, which may be a refusal.</returns>
    public async Task<(HttpStatusCode Status, string Body)> TryRefreshAsync(Guid connection)
    {
        using var response = await _http.PostAsync(new Uri($"/api/admin/socials/{connection}/sync", UriKind.Relative), content: null);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <returns>What it answered, which may be a refusal.</returns>
    public async Task<(HttpStatusCode Status, string Body)> TryAddTalentAsync(string name)
    {
        using var content = new StringContent($$"""{"name":"{{name}}"}""", Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri("/api/admin/talents", UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task DeleteAsync(Guid connection)
    {
        using var response = await _http.DeleteAsync(new Uri($"/api/admin/socials/{connection}", UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Whole answer of a page or a call.</summary>
    /// <returns>Its length in bytes.</returns>
    public async Task<int> GetAsync(string path) => (await _http.GetByteArrayAsync(new Uri(path, UriKind.Relative))).Length;

    /// <summary>When the platform last refused, in Stopwatch ticks.</summary>
    public async Task<long> LastRefusalAsync() =>
        long.Parse(await _http.GetStringAsync(new Uri(_platform, StandInPlatform.LastRefusalPath)), CultureInfo.InvariantCulture);

    /// <summary>Lets the platform show new numbers of every account from now on.</summary>
    public async Task MovePlatformAsync() => await _http.GetStringAsync(new Uri(_platform, StandInPlatform.MovePath));

    /// <summary>Does something <paramref name="count"/> times, 16 at once, and keeps how long each took, in milliseconds.</summary>
    public static async Task<double[]> RepeatAsync(int count, Func<int, Task> call)
    {
        var took = new double[count];
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Parallel, count)).Select(async _ =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var started = Stopwatch.GetTimestamp();
                await call(i);
                took[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            }
        }));
        return took;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Guid> SendAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetGuid();
    }
}
