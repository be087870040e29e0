namespace SocialProfiles.Core.Platforms;

/// <summary>An admin's word that a platform is not to be asked until somebody resumes it. Stored, so that it holds over a restart.</summary>
/// <param name="Since">UTC.</param>
/// <param name="By">Who paused it, as the activity names them.</param>
public sealed record AdminPause(DateTimeOffset Since, string By);
