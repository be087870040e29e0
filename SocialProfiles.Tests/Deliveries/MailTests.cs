using System.Net;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using SmtpServer.Protocol;
using SocialProfiles.Core;
using SocialProfiles.Core.Deliveries;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Deliveries;

/// <summary>E-mail through a real mail server on this machine.</summary>
public sealed class MailTests : IAsyncLifetime
{
    private TestCore _core = null!;

    public async ValueTask InitializeAsync()
    {
        _core = await TestCore.CreateAsync();
        _core.Get<MailSender>().Certificates = (_, certificate, _, _) => certificate?.Subject == MailReceiver.Subject;
    }

    public ValueTask DisposeAsync() => _core.DisposeAsync();

    [Fact]
    public async Task Mail_Accepted_HasTextAndHtmlAndIsDone()
    {
        await using var receiver = MailReceiver.Start();
        await SaveAsync(receiver.Port);
        await QueueAsync("ada@agency.example");

        await SendAsync();

        var message = Assert.Single(receiver.Messages);
        Assert.Equal(("Grüße 🎉", "“Agency” alerts"), (message.Subject!, message.From.Mailboxes.Single().Name));
        Assert.Equal("ada@agency.example", message.To.Mailboxes.Single().Address);
        Assert.Equal(("Plain words", "<p>Plain words</p>"), (message.TextBody?.Trim(), message.HtmlBody?.Trim()));
        Assert.Equal("auto-generated", message.Headers["Auto-Submitted"]);
        Assert.Equal((DeliveryState.Delivered, 1), ((await LogAsync())[0].State, (await LogAsync())[0].Attempts));
    }

    [Fact]
    public async Task Mail_ServerIsBusy_IsTriedAgainWithTheSameId()
    {
        await using var receiver = MailReceiver.Start();
        await SaveAsync(receiver.Port);
        await QueueAsync("ada@agency.example");
        receiver.Refusal = new SmtpResponse(SmtpReplyCode.ServiceUnavailable, "Busy, come back later");
        await SendAsync();
        var waiting = Assert.Single(await LogAsync());
        Assert.Equal((DeliveryState.Waiting, 421), (waiting.State, waiting.Status));

        _core.Time.Advance(TimeSpan.FromSeconds(5));
        await SendAsync();

        Assert.Equal(DeliveryState.Delivered, Assert.Single(await LogAsync()).State);
        Assert.StartsWith(waiting.Id.ToString("N"), Assert.Single(receiver.Messages).MessageId, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_NoServerIsSetUp_WaitsAndGoesOnceOneIs()
    {
        await using var receiver = MailReceiver.Start();
        await QueueAsync("ada@agency.example");
        await SendAsync();
        Assert.Contains("No mail server is set up", Assert.Single(await LogAsync()).Problem, StringComparison.Ordinal);

        await SaveAsync(receiver.Port);
        await SendAsync();

        Assert.Single(receiver.Messages);
    }

    [Fact]
    public async Task Test_ServerWithoutStartTls_SendsNothingInTheClear()
    {
        await using var receiver = MailReceiver.Start(offersTls: false);
        await SaveAsync(receiver.Port);

        Assert.Contains("doesn't offer StartTLS", await TestAsync(), StringComparison.Ordinal);
        Assert.Empty(receiver.Messages);
    }

    [Fact]
    public async Task Test_WrongPassword_SaysSo()
    {
        await using var receiver = MailReceiver.Start();
        await SaveAsync(receiver.Port, password: "wrong");

        var sentence = await TestAsync();

        Assert.Contains("doesn't accept the user name and password", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", sentence, StringComparison.Ordinal);
        Assert.Equal(DeliveryState.Failed, Assert.Single(await LogAsync()).State);
    }

    [Fact]
    public async Task Test_ServerWantsASignIn_SaysSo()
    {
        await using var receiver = MailReceiver.Start();
        await SaveAsync(receiver.Port, user: null);

        Assert.Contains("requires you to sign in", await TestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_CertificateOfNobody_SaysSo()
    {
        await using var receiver = MailReceiver.Start();
        _core.Get<MailSender>().Certificates = null;
        await SaveAsync(receiver.Port);

        Assert.Contains("certificate isn't valid", await TestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_NobodyListens_SaysSo()
    {
        await SaveAsync(1);

        Assert.Contains("refused the connection on port 1", await TestAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Test_ServerIsSilent_EndsWhenItsTimeIsUp()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await SaveAsync(((IPEndPoint)silent.LocalEndpoint).Port);

        var testing = TestAsync();
        using var line = await silent.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        _core.Time.Advance(MailSender.Patience);

        Assert.Contains("didn't answer within 30 s", await testing, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 587, MailSecurity.StartTls, "a@b.co", "host", "Enter the name of the mail server")]
    [InlineData("smtp://agency.com", 587, MailSecurity.StartTls, "a@b.co", "host", "Enter only the name")]
    [InlineData("smtp.agency.com", 0, MailSecurity.StartTls, "a@b.co", "port", "from 1 to 65535")]
    [InlineData("smtp.agency.com", 25, MailSecurity.None, "a@b.co", "security", "on this machine")]
    [InlineData("smtp.agency.com", 587, MailSecurity.StartTls, "nobody", "senderAddress", "name@agency.com")]
    public async Task Server_WrongField_IsRefusedInASentence(string host, int port, MailSecurity security, string sender, string field, string sentence)
    {
        var refused = Assert.IsType<InvalidError>((await _core.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest(host, port, security, "", "", sender, ""), TestCore.Admin, CancellationToken.None)).Failure);

        Assert.Equal(field, refused.Field);
        Assert.Contains(sentence, refused.Sentence, StringComparison.Ordinal);
        Assert.Null(await _core.Get<MailSettings>().FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Password_Stored_IsSealedAndGoesToNoOtherServer()
    {
        await SaveAsync(587);
        var stored = await _core.Database.ReadAsync(db => db.MailServers.SingleAsync(), CancellationToken.None);
        Assert.DoesNotContain(MailReceiver.Password, stored.SealedPassword, StringComparison.Ordinal);

        var other = await _core.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest("mail.elsewhere.example", 587, MailSecurity.StartTls, MailReceiver.User, "", "alerts@agency.example", ""), TestCore.Admin, CancellationToken.None);

        Assert.Equal("password", Assert.IsType<InvalidError>(other.Failure).Field);
    }

    private async Task SaveAsync(int port, string? user = MailReceiver.User, string password = MailReceiver.Password)
    {
        var saved = await _core.Get<SaveMailServer>().ExecuteAsync(
            new MailRequest("127.0.0.1", port, MailSecurity.StartTls, user, password, "alerts@agency.example", "“Agency” alerts"), TestCore.Admin, CancellationToken.None);
        Assert.True(saved.Succeeded, saved.Failure?.Sentence);
    }

    private Task<bool> QueueAsync(params string[] addresses) => _core.Database.WriteAsync(
        db =>
        {
            _core.Get<DeliveryQueue>().AddMail(db, addresses, new MailText("Grüße 🎉", "Plain words", "<p>Plain words</p>"));
            return Task.FromResult(true);
        },
        CancellationToken.None);

    private Task SendAsync() => _core.Get<SendDeliveries>().ExecuteAsync(CancellationToken.None);

    private Task<List<DeliveryView>> LogAsync() => _core.Get<DeliveryList>().GetAsync(DeliveryFilter.None, null, 10, CancellationToken.None);

    private async Task<string> TestAsync() => (await _core.Get<SendTestMail>().ExecuteAsync("ada@agency.example", CancellationToken.None)).Failure?.Sentence ?? "accepted";
}
