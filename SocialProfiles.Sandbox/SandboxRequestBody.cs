namespace SocialProfiles.Sandbox;

/// <summary>Takes in what a caller sends, so that it is there when a platform looks at it.</summary>
internal static class SandboxRequestBody
{
    /// <summary>Far more than any call of ours needs.</summary>
    private const int MostBytes = 64 * 1024;

    /// <returns>False where it is too large, or a form that cannot be read.</returns>
    public static async Task<bool> TryTakeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (HttpMethods.IsGet(request.Method))
        {
            return true;
        }

        var taken = new MemoryStream();
        var chunk = new byte[4096];
        while (await request.Body.ReadAsync(chunk, cancellationToken) is var read and > 0)
        {
            taken.Write(chunk, 0, read);
            if (taken.Length > MostBytes)
            {
                return false;
            }
        }

        taken.Position = 0;
        request.Body = taken;
        try
        {
            if (request.HasFormContentType)
            {
                await request.ReadFormAsync(cancellationToken);
            }

            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>A field of the form; empty where there is none.</summary>
    public static string Field(this HttpRequest request, string name) => request.HasFormContentType ? request.Form[name].ToString() : "";

    /// <summary>The token of an Authorization header; null without one.</summary>
    public static string? Bearer(this HttpRequest request) =>
        request.Headers.Authorization.ToString() is ['B', 'e', 'a', 'r', 'e', 'r', ' ', .. var token] ? token : null;

    /// <summary>The path below the platform's own first part, with a slash before it.</summary>
    public static string Below(this HttpRequest request, string path) => request.Path.Value![(path.Length + 1)..];
}
