namespace SocialProfiles.Core.Storage;

/// <summary>
/// Which of two worlds this process lives in. Connections and sample talents of the sandbox are invisible in the real
/// one and the other way round, by one query filter, so made-up numbers cannot be mixed into real ones.
/// </summary>
public sealed record DataWorld(bool IsSandbox)
{
    public static DataWorld Real { get; } = new(false);

    public static DataWorld Sandbox { get; } = new(true);
}
