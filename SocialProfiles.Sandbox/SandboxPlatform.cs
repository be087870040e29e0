namespace SocialProfiles.Sandbox;

/// <summary>A platform as the sandbox imitates it: what it answers to a request, without time passing or anything breaking.</summary>
internal interface ISandboxPlatform
{
    /// <summary>First part of the path under which it answers, such as <c>instagram</c>.</summary>
    string Path { get; }

    /// <summary>Whether it takes this method at this path. Whatever comes later finds what was sent along read.</summary>
    bool Takes(HttpRequest request) => HttpMethods.IsGet(request.Method);

    /// <summary>The answer to a caller whose credential is wrong; null for one who may come in.</summary>
    SandboxAnswer? RefuseCaller(HttpRequest request);

    /// <summary>The handle that a request is about; null where it is about none.</summary>
    string? HandleOf(HttpRequest request);

    /// <summary>How this platform words a trouble; null where it knows no such trouble for this request.</summary>
    SandboxAnswer? Refuse(SandboxConduct conduct, HttpRequest request, string handle);

    /// <summary>What it answers when all is well.</summary>
    /// <param name="now">UTC, a full minute.</param>
    SandboxAnswer Answer(HttpRequest request, DateTimeOffset now);
}
