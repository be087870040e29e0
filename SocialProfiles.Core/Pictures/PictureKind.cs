namespace SocialProfiles.Core.Pictures;

/// <summary>Kinds of pictures that people may upload. Vector graphics are none: they can hold scripts. Stored by name.</summary>
public enum PictureKind
{
    Png,
    Jpeg,
    WebP,
}

/// <summary>What a kind is called elsewhere.</summary>
public static class PictureKinds
{
    /// <summary>As HTTP names it, such as <c>image/png</c>.</summary>
    public static string MediaType(this PictureKind kind) => kind switch
    {
        PictureKind.Png => "image/png",
        PictureKind.Jpeg => "image/jpeg",
        PictureKind.WebP => "image/webp",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>The end of a file's name, with its dot.</summary>
    public static string Extension(this PictureKind kind) => kind switch
    {
        PictureKind.Png => ".png",
        PictureKind.Jpeg => ".jpg",
        PictureKind.WebP => ".webp",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
