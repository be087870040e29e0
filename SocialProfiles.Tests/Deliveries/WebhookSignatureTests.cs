using System.Net;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Tests.Deliveries;

public sealed class WebhookSignatureTests
{
    /// <summary>The example of the reference libraries of Standard Webhooks.</summary>
    [Fact]
    public void Signature_OfTheReferenceExample_IsTheirs()
    {
        var signature = WebhookSignature.Of(
            "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), "{\"test\": 2432232314}"u8);

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void Secret_New_HasAsManyBytesAsTheStandardAsksFor()
    {
        Assert.InRange(WebhookSecret.KeyOf(WebhookSecret.New()).Length, 24, 64);
        Assert.NotEqual(WebhookSecret.New(), WebhookSecret.New());
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("::7f00:1", false)]
    public void Address_IsOutside_OnlyInTheInternet(string address, bool isOutside) => Assert.Equal(isOutside, OutsideAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("169.254.169.254")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("fd00:ec2::254")]
    [InlineData("100.100.100.200")]
    [InlineData("0.0.0.0")]
    public void Address_OfACloudsOwnServices_IsNeverReached(string address) => Assert.False(OutsideAddress.IsLocalOrOutside(IPAddress.Parse(address)));

    [Theory]
    [InlineData("", "Enter the address")]
    [InlineData("tools.agency.com", "This isn't a web address")]
    [InlineData("ftp://tools.agency.com", "This isn't a web address")]
    [InlineData("javascript:alert(1)", "This isn't a web address")]
    [InlineData("http://tools.agency.com", "Use https")]
    [InlineData("https://ada:secret@tools.agency.com", "Leave out the user name")]
    [InlineData("https://tools.agency.com/#part", "Leave out the part after #")]
    [InlineData("https://localhost/x", "inside your own network")]
    [InlineData("https://127.1/x", "inside your own network")]
    [InlineData("https://0x7f.0.0.1/x", "inside your own network")]
    [InlineData("https://2130706433/x", "inside your own network")]
    [InlineData("https://[::1]/x", "inside your own network")]
    [InlineData("https://192.168.0.9/x", "inside your own network")]
    public void Address_ThatNoWebhookMayGoTo_IsRefusedInASentence(string text, string sentence)
    {
        var (address, refusal) = WebhookAddress.Read(text, allowsLocal: false);

        Assert.Null(address);
        Assert.Contains(sentence, refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Schedule_AllAttempts_TakeADay()
    {
        var whole = Enumerable.Range(1, DeliverySchedule.Attempts - 1).Sum(attempt => DeliverySchedule.After(attempt, null)!.Value.TotalHours);

        Assert.InRange(whole, 23, 25);
        Assert.Null(DeliverySchedule.After(DeliverySchedule.Attempts, null));
        Assert.Equal(TimeSpan.FromHours(1), DeliverySchedule.After(1, TimeSpan.FromHours(1)));
        Assert.Equal(DeliverySchedule.LongestWait, DeliverySchedule.After(1, TimeSpan.FromDays(9)));
        Assert.Equal(TimeSpan.FromHours(2), DeliverySchedule.After(4, TimeSpan.FromSeconds(1)));
    }
}
