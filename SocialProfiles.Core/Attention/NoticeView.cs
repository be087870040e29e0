using SocialProfiles.Core.Notices;
using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Attention;

/// <summary>An open notice as bell and page show it.</summary>
/// <param name="SubjectId">The connection, or the held consent for <see cref="NoticeKind.DecisionNeeded"/>.</param>
/// <param name="Because">Why the consent ended; null for the other kinds.</param>
/// <param name="TalentId">Null where it is about a platform, a rule or an endpoint.</param>
/// <param name="EndsAt">When the consent or the access ends, UTC; null for the other kinds.</param>
/// <param name="Title">Of an alert: what was found, in a few words; null for the other kinds.</param>
/// <param name="Detail">The same as a sentence.</param>
public sealed record NoticeView(
    long Key, NoticeKind Kind, Guid SubjectId, Guid? TalentId, string? TalentName, string Platform, string Handle, ConsentEndReason? Because, DateTimeOffset? EndsAt, DateTimeOffset RaisedAt,
    string? Title = null, string? Detail = null);
