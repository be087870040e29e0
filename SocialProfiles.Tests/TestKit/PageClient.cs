using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A browser without scripts: cookies are kept, forms are sent with all that they hide, redirects are shown and not followed. It says of every request that a page of ours made it.</summary>
public sealed class PageClient : IDisposable
{
    private readonly HttpClient _http;

    /// <param name="heard">Keeps all that was answered; null for a browser that nobody listens to.</param>
    public PageClient(Uri address, HeardAnswers? heard = null)
    {
        var line = new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = Cookies };
        _http = new HttpClient(heard?.Before(line) ?? line) { BaseAddress = address };
        _http.DefaultRequestHeaders.Accept.ParseAdd("text/html,application/xhtml+xml,*/*;q=0.8");
        _http.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");
    }

    public CookieContainer Cookies { get; } = new();

    public Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return _http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        _http.PostAsync(path, Encode(fields));

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request) => _http.SendAsync(request);

    public async Task<IHtmlDocument> PageAsync(string path)
    {
        using var answer = await GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync(answer);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());

    /// <summary>Opens a page, fills in its form and sends it.</summary>
    public async Task<HttpResponseMessage> SubmitAsync(string path, params (string Name, string Value)[] fields)
    {
        return await PostAsync(path, [.. await HiddenAsync(path), .. fields]);
    }

    /// <summary>What the form of a page sends unseen: the antiforgery token, and which form it is.</summary>
    public async Task<(string Name, string Value)[]> HiddenAsync(string path)
    {
        var page = await PageAsync(path);
        var form = page.QuerySelector<IHtmlFormElement>("main form") ?? throw new InvalidOperationException($"{path} has no form.");
        return [.. form.QuerySelectorAll<IHtmlInputElement>("input[type=hidden]").Select(input => (input.Name!, input.Value))];
    }

    public Task<HttpResponseMessage> SignInAsync(string email, string password, string path = "/sign-in") =>
        SubmitAsync(path, ("Form.Email", email), ("Form.Password", password));

    /// <summary>The sentence above a form that was refused.</summary>
    public static async Task<string> ProblemAsync(HttpResponseMessage answer) =>
        (await ReadAsync(answer)).QuerySelector("[role=alert]")?.TextContent.Trim() ?? "";

    public void Dispose() => _http.Dispose();

    private static FormUrlEncodedContent Encode((string Name, string Value)[] fields) =>
        new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
