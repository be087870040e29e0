namespace SocialProfiles.Core.Agency;

/// <summary>A number of the configuration that admins may also set in the application, where it counts at once and wins over the file.</summary>
/// <param name="Key">Key of the configuration: <c>Ingestion:Workers</c>.</param>
/// <param name="Label">As the form calls it.</param>
/// <param name="Unit">What is counted, in the plural: <c>minutes</c>.</param>
/// <param name="Least">Smallest value.</param>
/// <param name="Most">Largest value.</param>
public sealed record OptionSetting(string Key, string Label, string Unit, int Least, int Most)
{
    /// <summary>What it does, as a sentence; null where the label says it.</summary>
    public string? Meaning { get; init; }

    /// <summary>Key of the platform that it is of; null where it is of all.</summary>
    public string? Platform { get; init; }

    /// <summary>It says how long something is kept.</summary>
    public bool IsRetention { get; init; }
}

/// <summary>A setting as it stands.</summary>
/// <param name="Stored">What an admin set; null where the configuration counts.</param>
/// <param name="Configured">What the configuration says, or the default where it says nothing.</param>
public sealed record SettingState(OptionSetting Setting, int? Stored, int Configured)
{
    public int Now => Stored ?? Configured;
}
