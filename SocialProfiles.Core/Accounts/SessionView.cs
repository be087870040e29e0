namespace SocialProfiles.Core.Accounts;

/// <summary>A session as its person sees it.</summary>
/// <param name="Id">Names it in this list; nobody can sign in with it.</param>
/// <param name="Device">In words: <c>Firefox on Windows</c>.</param>
/// <param name="Address">Network address that it began from; null where there was none.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="SeenAt">UTC; when it was last used.</param>
/// <param name="IsOwn">Whether it is the one that asks.</param>
/// <param name="By">Name of the provider of single sign-on that it began at; null for a password or passkey.</param>
public sealed record SessionView(string Id, string Device, string? Address, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsOwn, string? By = null);

/// <summary>Whose a session is.</summary>
/// <param name="Role">What they may do now.</param>
/// <param name="Email">With which they sign in now.</param>
public sealed record SessionPerson(Role Role, string Email);
