using Microsoft.OpenApi;
using SocialProfiles.Web.Hosting;

namespace SocialProfiles.Web.Api;

/// <summary>The OpenAPI document at /openapi/v1.json and its page at /api-docs, for signed-in admins and for keys.</summary>
internal static class ApiDescription
{
    private const string DocumentPath = "/openapi/v1.json";
    private const string PagePath = "/api-docs";

    public static void AddApiDescription(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
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
                    Description = "An API key, made under Settings, API keys.",
                },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("apiKey", document)] = [] }];
            return Task.CompletedTask;
        });
    });

    public static void MapApiDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(Policies.AdminOrKey);

        var page = ((IEndpointRouteBuilder)app).CreateApplicationBuilder();
        page.Use((context, next) =>
        {
            // It is middleware that keeps out of the way of endpoints, and this is one.
            context.SetEndpoint(null);
            SecurityHeaders.AllowStyleElements(context.Response.Headers);
            return next(context);
        });
        page.UseSwaggerUI(options =>
        {
            options.RoutePrefix = PagePath.TrimStart('/');
            options.DocumentTitle = "SocialProfiles API";
            options.SwaggerEndpoint(DocumentPath, "v1");
            options.EnableTryItOutByDefault();
        });
        app.Map($"{PagePath}/{{**file}}", page.Build()).RequireAuthorization(Policies.AdminOrKey).ExcludeFromDescription();
    }
}
