using SocialProfiles.Web.Components.Shared;

namespace SocialProfiles.Tests.Components.Shared;

public sealed class ShortNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(999, "999")]
    [InlineData(1_000, "1K")]
    [InlineData(1_049, "1K")]
    [InlineData(1_100, "1.1K")]
    [InlineData(12_400, "12.4K")]
    [InlineData(12_499, "12.4K")]
    [InlineData(99_999, "99.9K")]
    [InlineData(123_456, "123K")]
    [InlineData(999_999, "999K")]
    [InlineData(1_000_000, "1M")]
    [InlineData(1_250_000, "1.2M")]
    [InlineData(2_340_000_000, "2.3B")]
    public void Brief_Value_IsShortAndNeverMoreThanThereIs(long value, string expected) => Assert.Equal(expected, ShortNumber.Brief(value));

    [Fact]
    public void Exact_Value_HasAllDigits() => Assert.Equal("1,234,567", ShortNumber.Exact(1_234_567));

    [Theory]
    [InlineData(0.031, "3.1%")]
    [InlineData(0.00424, "0.42%")]
    [InlineData(0.1, "10%")]
    [InlineData(0, "0%")]
    public void Percent_Fraction_IsShort(double fraction, string expected) => Assert.Equal(expected, ShortNumber.Percent(fraction));
}
