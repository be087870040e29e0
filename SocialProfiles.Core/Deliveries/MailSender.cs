using System.Globalization;
using System.Net;
using System.Net.Security;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Polly;
using Polly.Timeout;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.Deliveries;

/// <summary>Makes one attempt to hand an e-mail to the mail server. Polly ends it when its time is up.</summary>
internal sealed class MailSender(TokenVault vault, TimeProvider time)
{
    /// <summary>For the whole conversation: mail servers like to think.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddTimeout(new TimeoutStrategyOptions { Name = "whole conversation", Timeout = Patience })
        .Build();

    /// <summary>For tests, whose servers have certificates of their own making. Null checks as usual.</summary>
    internal RemoteCertificateValidationCallback? Certificates { get; set; }

    /// <summary>Only cancellation throws.</summary>
    public async Task<SendOutcome> SendAsync(Delivery delivery, MailServer server, CancellationToken cancellationToken)
    {
        string? password;
        try
        {
            password = vault.OpenMailPassword(server);
        }
        catch (SealedValueException)
        {
            return new SendOutcome("We can't read the stored password. An owner can enter it again in Settings, E-mail.");
        }

        var talk = new MailTalk(server);
        try
        {
            return await _pipeline.ExecuteAsync(async token => await TalkAsync(talk, delivery, password, token), cancellationToken);
        }
        catch (TimeoutRejectedException)
        {
            return talk.Silence(Patience);
        }
        catch (Exception fault) when (talk.Read(fault) is { } outcome)
        {
            return outcome;
        }
    }

    private async Task<SendOutcome> TalkAsync(MailTalk talk, Delivery delivery, string? password, CancellationToken cancellationToken)
    {
        var server = talk.Server;
        using var message = MessageOf(delivery, server);
        using var client = new SmtpClient { Timeout = (int)Patience.TotalMilliseconds, CheckCertificateRevocation = false };
        if (Certificates is not null)
        {
            client.ServerCertificateValidationCallback = Certificates;
        }

        talk.Stage = MailStage.Connecting;
        await client.ConnectAsync(server.Host, server.Port, OptionsOf(server.Security), cancellationToken);
        if (server.User is { } user)
        {
            talk.Stage = MailStage.SigningIn;
            if (!client.Capabilities.HasFlag(SmtpCapabilities.Authentication))
            {
                return talk.NoSignIn;
            }

            await client.AuthenticateAsync(new NetworkCredential(user, password ?? ""), cancellationToken);
        }

        talk.Stage = MailStage.Sending;
        var answer = await client.SendAsync(message, cancellationToken);

        // It was accepted; how the server takes our leave changes nothing.
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException or OperationCanceledException)
        {
        }

        return new SendOutcome(null, (int)SmtpStatusCode.Ok, answer);
    }

    private static SecureSocketOptions OptionsOf(MailSecurity security) => security switch
    {
        MailSecurity.StartTls => SecureSocketOptions.StartTls,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.None,
    };

    private static MimeMessage MessageOf(Delivery delivery, MailServer server)
    {
        var message = new MimeMessage { Subject = delivery.Subject, Date = delivery.CreatedAt };
        message.From.Add(new MailboxAddress(server.SenderName, server.SenderAddress));
        message.To.Add(MailboxAddress.Parse(delivery.Recipient));

        // The same at each attempt, so that mail programs show a repetition once.
        message.MessageId = string.Create(CultureInfo.InvariantCulture, $"{delivery.Id:N}@{server.SenderAddress[(server.SenderAddress.LastIndexOf('@') + 1)..]}");
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Body = new BodyBuilder { TextBody = delivery.Body, HtmlBody = delivery.Html }.ToMessageBody();
        return message;
    }
}
