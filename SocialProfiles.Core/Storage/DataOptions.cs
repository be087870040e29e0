namespace SocialProfiles.Core.Storage;

/// <summary>Where the data lives. Section <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Folder of database, keys and logs; relative to the application's folder. Default <c>data</c>.</summary>
    public string Directory { get; set; } = "data";
}
