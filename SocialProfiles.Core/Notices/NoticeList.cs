namespace SocialProfiles.Core.Notices;

/// <summary>Reads the open notices.</summary>
public sealed class NoticeList
{
    /// <summary>Newest first, at most <paramref name="take"/>.</summary>
    public Task<IReadOnlyList<NoticeView>> OpenAsync(int take, CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");

    public Task<int> CountAsync(CancellationToken cancellationToken) => throw new NotSupportedException("Not written yet.");
}
