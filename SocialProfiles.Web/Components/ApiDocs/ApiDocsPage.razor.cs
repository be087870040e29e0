using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.OpenApi;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Api;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Components.ApiDocs;

/// <summary>Every call of the API with examples, made of the OpenAPI document. Works without a circuit.</summary>
public sealed partial class ApiDocsPage
{
    private IReadOnlyList<ApiCall> _calls = [];
    private List<ApiKeyRow> _keys = [];
    private string _address = "";

    [Inject]
    public required IServiceProvider Services { get; init; }

    [Inject]
    public required ApiKeyList Keys { get; init; }

    [Inject]
    public required PublicAddress Public { get; init; }

    [Inject]
    public required TimeProvider Time { get; init; }

    [CascadingParameter]
    public required HttpContext Http { get; set; }

    protected override async Task OnInitializedAsync()
    {
        var documents = Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDescription.Document);
        _calls = ApiCall.ReadAll(await documents.GetOpenApiDocumentAsync(Http.RequestAborted));
        _address = Public.Of(Http.Request).Base.TrimEnd('/');
        var me = Http.User.FindFirstValue(ClaimTypes.Email);
        _keys = me is null ? [] : await Keys.GetAsync(Http.RequestAborted, me);
    }

    private static int Lines(string code) => code.Count(c => c == '\n') + 1;
}
