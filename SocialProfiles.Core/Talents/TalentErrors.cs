namespace SocialProfiles.Core.Talents;

internal static class TalentErrors
{
    public static NotFoundError NoTalent { get; } = new("This talent was deleted, or never existed. Go back to the roster.");

    /// <summary>Nothing of an archived talent is put back on the schedule.</summary>
    public static ConflictError InArchive(string name) => new($"{name} is in the archive. Restore the talent first.");
}
