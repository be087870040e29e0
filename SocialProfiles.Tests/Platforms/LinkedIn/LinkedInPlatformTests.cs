namespace SocialProfiles.Tests.Platforms.LinkedIn;

public sealed class LinkedInPlatformTests
{
    [Theory]
    [InlineData("anna-b-123", "anna-b-123", "in/anna-b-123")]
    [InlineData("in/anna", "anna", "in/anna")]
    [InlineData("https://www.linkedin.com/in/anna/", "anna", "in/anna")]
    [InlineData("uk.linkedin.com/in/anna/details/skills/", "anna", "in/anna")]
    [InlineData("https://www.linkedin.com/in/anna?trk=x", "anna", "in/anna")]
    [InlineData("https://www.linkedin.com/in/j%C3%BCrgen", "jürgen", "in/j%C3%BCrgen")]
    [InlineData("https://www.linkedin.com/company/acme/about", "company/acme", "company/acme")]
    [InlineData("company/booking.com", "company/booking.com", "company/booking.com")]
    [InlineData("https://www.linkedin.com/company/1035", "company/1035", "company/1035")]
    [InlineData("https://www.linkedin.com/school/mit/", "school/mit", "school/mit")]
    public void Read_EveryFormPeoplePaste_KeepsPersonsAndCompaniesApart(string text, string handle, string path)
    {
        Assert.Equal(handle, TestPlatforms.Get("LINKEDIN").Read(text).Handle);
        Assert.Equal("https://www.linkedin.com/" + path, TestPlatforms.Get("LINKEDIN").ProfileUrl(handle));
    }

    [Theory]
    [InlineData("https://lnkd.in/abc", "shortened link")]
    [InlineData("https://www.linkedin.com/pub/anna/1/2/3", "old form")]
    [InlineData("https://www.linkedin.com/posts/anna_activity-1", "doesn't lead to a profile")]
    [InlineData("https://www.linkedin.com/feed/", "doesn't lead to a profile")]
    [InlineData("jobs/anna", "doesn't lead to a profile")]
    [InlineData("an", "at least 3")]
    [InlineData("an_na", "letters, digits and hyphens")]
    [InlineData("https://www.linkedin.com/company/..%2Fx", "unusual")]
    public void Read_NoProfile_SaysWhy(string text, string reason)
    {
        Assert.Contains(reason, TestPlatforms.Get("LINKEDIN").Read(text).Refusal, StringComparison.Ordinal);
    }
}
