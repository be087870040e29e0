using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Attention;

/// <summary>An open notice as bell and page show it.</summary>
/// <param name="SubjectId">The connection, or the held consent for <see cref="NoticeKind.DecisionNeeded"/>.</param>
/// <param name="Because">Why the consent ended; null for the other kinds.</param>
/// <param name="TalentId">Null for <see cref="NoticeKind.CredentialEnding"/>, which is about a platform.</param>
/// <param name="EndsAt">When the consent or the access ends, UTC; null for the other kinds.</param>
public sealed record NoticeView(
    long Key, NoticeKind Kind, Guid SubjectId, Guid? TalentId, string? TalentName, string Platform, string Handle, ConsentEndReason? Because, DateTimeOffset? EndsAt, DateTimeOffset RaisedAt);
