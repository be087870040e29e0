using SocialProfiles.Core.Accounts;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Accounts;

public sealed class UnknownEmailsTests
{
    private readonly ManualTimeProvider _time = new();

    [Fact]
    public void Failed_FiveTimes_LocksForTenMinutesAndThenStartsAnew()
    {
        var emails = new UnknownEmails(_time);
        Assert.All(Enumerable.Range(1, 4), i => Assert.Null(emails.Failed("A", out _)));

        var locked = emails.Failed("A", out var isNewlyLocked);
        _time.Advance(TimeSpan.FromMinutes(9));
        var stillLocked = emails.Failed("A", out var isLockedAgain);
        _time.Advance(TimeSpan.FromMinutes(1));
        var free = emails.Failed("A", out _);

        Assert.Equal((TimeSpan.FromMinutes(10), true), (locked, isNewlyLocked));
        Assert.Equal((TimeSpan.FromMinutes(1), false), (stillLocked, isLockedAgain));
        Assert.Null(free);
    }

    [Fact]
    public void Failed_OtherAddress_IsCountedByItself()
    {
        var emails = new UnknownEmails(_time);
        for (var i = 0; i < 5; i++)
        {
            emails.Failed("A", out _);
        }

        Assert.Null(emails.Failed("B", out _));
    }
}
