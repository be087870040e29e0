using SocialProfiles.Core.Accounts;

namespace SocialProfiles.Tests.Accounts;

public sealed class TimeCodeTests
{
    // The secret of RFC 6238, appendix B, and the last six of its eight digits.
    private const string Secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void At_TimesOfTheStandard_AreItsCodes(long seconds, string code) => Assert.Equal(code, TimeCode.At(Secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));

    [Fact]
    public void Find_Code_CountsForHalfAMinuteToEachSideAndOnce()
    {
        var time = DateTimeOffset.FromUnixTimeSeconds(1234567890);
        var code = TimeCode.At(Secret, time);
        var step = TimeCode.Find(Secret, $" {code[..3]} {code[3..]}", time, after: 0);

        Assert.NotNull(step);
        Assert.Equal(step, TimeCode.Find(Secret, code, time.AddSeconds(30), after: 0));
        Assert.Equal(step, TimeCode.Find(Secret, code, time.AddSeconds(-30), after: 0));
        Assert.Null(TimeCode.Find(Secret, code, time.AddSeconds(60), after: 0));
        Assert.Null(TimeCode.Find(Secret, code, time, after: step.Value));
        Assert.Null(TimeCode.Find(Secret, "12345", time, after: 0));
        Assert.Null(TimeCode.Find(Secret, null, time, after: 0));
    }
}
