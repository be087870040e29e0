using SocialProfiles.Core.Notices;

namespace SocialProfiles.Core.Attention;

/// <summary>Which open notices are wanted; all that is set must hold.</summary>
/// <param name="Kind">Null for every kind.</param>
/// <param name="TalentId">Whom it is about; null for all.</param>
public sealed record NoticeFilter(NoticeKind? Kind = null, Guid? TalentId = null)
{
    public static NoticeFilter None { get; } = new();

    public bool IsSet => this != None;

    internal IQueryable<Notice> Apply(IQueryable<Notice> notices)
    {
        if (Kind is { } kind)
        {
            notices = notices.Where(x => x.Kind == kind);
        }

        return TalentId is { } talent ? notices.Where(x => x.TalentId == talent) : notices;
    }
}
