using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SocialProfiles.Web.Components.ApiDocs;

/// <summary>A parameter or a field of the body, as the page shows it.</summary>
/// <param name="Place"><c>path</c>, <c>query</c> or <c>body</c>.</param>
public sealed record ApiField(string Name, string Place, string Type, bool IsRequired, string? About);

/// <summary>An answer of a call.</summary>
/// <param name="Status">HTTP status.</param>
public sealed record ApiAnswer(string Status, string About);

/// <summary>A call as the page shows it, read from the OpenAPI document, with its example in three languages.</summary>
public sealed record ApiCall(string Id, string Tag, string Method, string Path, string Summary, string About, IReadOnlyList<ApiField> Fields, IReadOnlyList<ApiAnswer> Answers, string ExamplePath, string? ExampleBody)
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Words to search it by, in lower case.</summary>
    public string SearchText => $"{Method} {Path} {Summary} {About} {Id} {string.Join(' ', Fields.Select(part => part.Name))}".ToLowerInvariant();

    /// <summary>All calls in the order of the document, those with the same tag together.</summary>
    public static IReadOnlyList<ApiCall> ReadAll(OpenApiDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var calls = document.Paths.SelectMany(path => (path.Value.Operations ?? []).Select(operation => Read(path.Key, operation.Key.Method, operation.Value)));
        return [.. calls.GroupBy(call => call.Tag, StringComparer.Ordinal).SelectMany(tag => tag)];
    }

    /// <param name="address">Where this server is reached: <c>https://talents.agency.com</c>.</param>
    public string Curl(string address)
    {
        var text = new StringBuilder("curl");
        if (Method != "GET")
        {
            text.Append(" -X ").Append(Method);
        }

        text.Append(CultureInfo.InvariantCulture, $" \"{address}{ExamplePath}\" \\\n  -H \"Authorization: Bearer $SOCIALPROFILES_KEY\"");
        if (ExampleBody is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $" \\\n  -H \"Content-Type: application/json\" \\\n  -d '{ExampleBody}'");
        }

        return text.ToString();
    }

    /// <inheritdoc cref="Curl" path="/param"/>
    public string CSharp(string address)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"using var http = new HttpClient {{ BaseAddress = new Uri(\"{address}\") }};\n");
        text.Append("http.DefaultRequestHeaders.Authorization = new(\"Bearer\", Environment.GetEnvironmentVariable(\"SOCIALPROFILES_KEY\"));\n");
        var method = Method switch { "GET" => "Get", "DELETE" => "Delete", "PUT" => "Put", "PATCH" => "Patch", _ => "Post" };
        if (ExampleBody is not null)
        {
            text.Append("using var body = new StringContent(\"\"\"\n    ").Append(ExampleBody.Replace("\n", "\n    ", StringComparison.Ordinal)).Append("\n    \"\"\", System.Text.Encoding.UTF8, \"application/json\");\n");
        }

        var argument = ExampleBody is not null ? ", body" : Method is "GET" or "DELETE" ? "" : ", null";
        text.Append(CultureInfo.InvariantCulture, $"using var answer = await http.{method}Async(\"{ExamplePath}\"{argument});\n");
        text.Append("answer.EnsureSuccessStatusCode();\nConsole.WriteLine(await answer.Content.ReadAsStringAsync());");
        return text.ToString();
    }

    /// <inheritdoc cref="Curl" path="/param"/>
    public string Python(string address)
    {
        var text = new StringBuilder("import os, requests\n\n");
        text.Append(CultureInfo.InvariantCulture, $"answer = requests.{Method.ToLowerInvariant()}(\n    \"{address}{ExamplePath}\",\n    headers={{\"Authorization\": f\"Bearer {{os.environ['SOCIALPROFILES_KEY']}}\"}},\n");
        if (ExampleBody is not null)
        {
            text.Append("    json=").Append(ExampleBody.Replace("\n", "\n    ", StringComparison.Ordinal)).Append(",\n");
        }

        text.Append("    timeout=30,\n)\nanswer.raise_for_status()\nprint(answer.text)");
        return text.ToString();
    }

    private static ApiCall Read(string path, string method, OpenApiOperation operation)
    {
        var parameters = operation.Parameters ?? [];
        var body = operation.RequestBody?.Content?.Values.FirstOrDefault();
        List<ApiField> fields = [.. parameters.Select(parameter => new ApiField(
            parameter.Name ?? "", parameter.In == ParameterLocation.Path ? "path" : "query", TypeOf(parameter.Schema), parameter.Required, parameter.Description))];
        if (body?.Schema is { } schema)
        {
            fields.AddRange((schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)).Select(property => new ApiField(
                property.Key, "body", TypeOf(property.Value), schema.Required?.Contains(property.Key) == true, property.Value.Description)));
        }

        var answers = (operation.Responses ?? []).OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => new ApiAnswer(answer.Key, answer.Value.Description ?? ""));
        return new ApiCall(
            operation.OperationId ?? $"{method} {path}",
            operation.Tags?.FirstOrDefault()?.Name ?? "Other",
            method.ToUpperInvariant(),
            path,
            operation.Summary ?? "",
            operation.Description ?? "",
            fields,
            [.. answers],
            Filled(path, parameters),
            body?.Example?.ToJsonString(_indented).ReplaceLineEndings("\n"));
    }

    private static string Filled(string path, IEnumerable<IOpenApiParameter> parameters)
    {
        List<string> query = [];
        foreach (var parameter in parameters)
        {
            if (parameter.Example is not JsonValue value)
            {
                continue;
            }

            var text = Uri.EscapeDataString(value.ToString());
            if (parameter.In == ParameterLocation.Path)
            {
                path = path.Replace($"{{{parameter.Name}}}", text, StringComparison.Ordinal);
            }
            else
            {
                query.Add($"{parameter.Name}={text}");
            }
        }

        return query.Count == 0 ? path : $"{path}?{string.Join('&', query)}";
    }

    private static string TypeOf(IOpenApiSchema? schema)
    {
        var type = schema?.Type & ~JsonSchemaType.Null;
        return type switch
        {
            JsonSchemaType.Array => $"list of {TypeOf(schema!.Items)}",
            JsonSchemaType.Integer => "whole number",
            JsonSchemaType.Number => "number",
            JsonSchemaType.Boolean => "true or false",
            JsonSchemaType.Object => "object",
            _ => "text",
        };
    }
}
