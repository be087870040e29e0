using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SocialProfiles.Core.Accounts;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>
/// The OpenAPI document at /openapi/v1.json, for people who are signed in and for keys. The page /api-docs is made of it, and of
/// nothing else: a call that is described here has its example there.
/// </summary>
internal static class ApiDescription
{
    public const string Document = "v1";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi(Document, options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddOperationTransformer(Describe);
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "SocialProfiles",
                Version = "v1",
                Description = "Connect talents' social accounts, keep them fresh, and watch the queue. Times are UTC. "
                    + "Every error is JSON problem details (RFC 9457) with a sentence in `detail`, or one by field in `errors`.",
            };

            // The address as the reader's browser knows it, not as the server does behind a proxy.
            document.Servers = [new OpenApiServer { Url = "/" }];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
            {
                ["apiKey"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    Description = "An API key, made in Settings, API keys.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this WebApplication app) => app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.AdminOrKey);

    /// <summary>What every call needs to be tried: the key's access, and an example of what it takes.</summary>
    private static Task Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var access = metadata.OfType<IAuthorizeData>().LastOrDefault()?.Policy switch
        {
            Policies.WriteByKey => ApiKeyAccess.Write,
            Policies.AdminByKey => ApiKeyAccess.Admin,
            _ => ApiKeyAccess.Read,
        };
        operation.Description = $"{operation.Description} Needs a key with {access.Word()} access.".TrimStart();
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
        {
            parameter.Example = ApiExample.IdOf(parameter.Name);
        }

        if (metadata.OfType<ApiExample>().LastOrDefault() is { } example)
        {
            foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
            {
                parameter.Example = example.Query.GetValueOrDefault(parameter.Name ?? "") ?? parameter.Example;
            }

            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
            {
                media.Example = example.Body;
            }
        }

        return Task.CompletedTask;
    }
}
