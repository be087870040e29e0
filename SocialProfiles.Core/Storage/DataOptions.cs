namespace SocialProfiles.Core.Storage;

/// <summary>Where the data lives. Section <c>Data</c>.</summary>
public sealed class DataOptions
{
    public const string Section = "Data";

    /// <summary>Folder of database, keys and logs; a relative one is beside the program, or beside the project it is run from. Default <c>data</c>.</summary>
    public string Directory { get; set; } = "data";
}
