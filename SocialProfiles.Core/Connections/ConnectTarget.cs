using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Connections;

/// <summary>The account that a request means, in canonical form.</summary>
internal sealed record ConnectTarget(IPlatform Platform, string Handle)
{
    public string NormalizedHandle => Handle.ToLowerInvariant();

    public string ProfileUrl => Platform.ProfileUrl(Handle);

    /// <summary>Reads handle and URL; where both are given they must mean the same account.</summary>
    public static Result<ConnectTarget, UseCaseError> Read(PlatformCatalog catalog, ConnectRequest request)
    {
        var texts = new[] { ("handle", request.Handle), ("profileUrl", request.ProfileUrl) }
            .Where(field => !string.IsNullOrWhiteSpace(field.Item2))
            .ToArray();
        if (texts.Length == 0)
        {
            return new InvalidError("handle", "Enter a handle or paste a profile link.");
        }

        // A link says by itself whose it is; only a bare handle needs the platform's name.
        var linked = texts.Select(field => catalog.OwnerOfLink(field.Item2!)).FirstOrDefault(found => found is not null);
        if (!catalog.TryGet(request.Platform, out var chosen))
        {
            if (linked is null || !string.IsNullOrWhiteSpace(request.Platform))
            {
                return ConnectionErrors.UnknownPlatform(request.Platform, catalog.All.Select(platform => platform.Key));
            }

            chosen = linked;
        }
        else if (linked is not null && linked != chosen)
        {
            return ConnectionErrors.OtherPlatform(chosen, linked);
        }

        ConnectTarget? target = null;
        foreach (var (field, text) in texts)
        {
            var (platform, reading) = catalog.Read(chosen, text!);
            if (!reading.Accepted)
            {
                return new InvalidError(field, reading.Refusal);
            }

            var read = new ConnectTarget(platform, reading.Handle);
            if (target is not null && (target.Platform != read.Platform || target.NormalizedHandle != read.NormalizedHandle))
            {
                return new InvalidError(field, "The handle and the link name different accounts. Leave one of them out.");
            }

            target = read;
        }

        return target!;
    }
}
