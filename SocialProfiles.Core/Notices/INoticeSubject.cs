namespace SocialProfiles.Core.Notices;

/// <summary>What a notice can be about: a connection, or a consent that waits for a decision.</summary>
public interface INoticeSubject
{
    Guid Id { get; }

    Guid TalentId { get; }

    bool IsSandbox { get; }

    string Platform { get; }

    string Handle { get; }
}
