using SocialProfiles.Core.Platforms;

namespace SocialProfiles.Core.Profiles;

/// <summary>How far the list of an account's posts could be read in its last good sync.</summary>
/// <param name="Gap">Why there is no list; <see cref="MetricGap.None"/> where there is one, however short.</param>
/// <param name="Unreadable">Items of the list that could not be read.</param>
/// <param name="Listed">Items that the list had, those included.</param>
public sealed record PostReading(MetricGap Gap, int Unreadable, int Listed);
