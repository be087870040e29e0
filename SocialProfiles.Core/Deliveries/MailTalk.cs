using System.Globalization;
using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace SocialProfiles.Core.Deliveries;

/// <summary>How far a conversation with a mail server is.</summary>
internal enum MailStage
{
    Connecting,
    SigningIn,
    Sending,
}

/// <summary>A conversation with a mail server, and what it means where it ends early. Never an exception's message alone: it may quote what we said.</summary>
internal sealed class MailTalk(MailServer server)
{
    public MailServer Server => server;

    public MailStage Stage { get; set; }

    public SendOutcome NoSignIn => new($"{Host} doesn't offer a sign-in on port {Port}. Choose another port or security setting, or leave the user name empty.");

    private string Host => server.Host;

    private string Port => server.Port.ToString(CultureInfo.InvariantCulture);

    private string Security => server.Security switch
    {
        MailSecurity.StartTls => "StartTLS",
        MailSecurity.Tls => "TLS",
        _ => "an unencrypted connection",
    };

    public SendOutcome Silence(TimeSpan patience) => new(string.Create(
        CultureInfo.InvariantCulture, $"{Host} didn't answer within {patience.TotalSeconds:0} s. Check the host and port, and whether port {Port} expects {(server.Security == MailSecurity.Tls ? "StartTLS instead of TLS" : "TLS")}."));

    /// <summary>Null for a bug of ours, and for cancellation.</summary>
    public SendOutcome? Read(Exception fault) => fault switch
    {
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => new($"The server {Host} wasn't found. Check the spelling of the host."),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new($"{Host} refused the connection on port {Port}. Check the host and port."),
        SocketException or TimeoutException => new($"{Host} can't be reached on port {Port}. Check the host and port, and whether your provider lets this server send e-mail."),
        SslHandshakeException => new($"We couldn't make a secure connection to {Host} on port {Port}: its certificate isn't valid for this name, or the port expects something other than {Security}. Check the host, port and security setting."),
        NotSupportedException when Stage == MailStage.Connecting => new($"{Host} doesn't offer {Security} on port {Port}. Choose TLS, or ask your provider for the right port."),
        NotSupportedException => NoSignIn,
        AuthenticationException => new($"{Host} doesn't accept the user name and password. Enter them again; some providers want an app password."),
        SmtpCommandException refused => OfRefusal(refused),
        SmtpProtocolException => new($"{Host} didn't answer like a mail server on port {Port}. Check the port and security setting."),
        MailKit.ServiceNotAuthenticatedException => NeedsSignIn(null, null),
        IOException => new($"The connection to {Host} broke. Check the port and security setting."),
        _ => null,
    };

    private SendOutcome OfRefusal(SmtpCommandException refused)
    {
        var status = (int)refused.StatusCode;
        return refused switch
        {
            { StatusCode: SmtpStatusCode.AuthenticationRequired } => NeedsSignIn(status, refused.Message),

            // What ends in 5xx about this recipient stays so.
            { ErrorCode: SmtpErrorCode.RecipientNotAccepted } => new($"{Host} doesn't accept the recipient. Check the address in the alert.", status, refused.Message) { IsFinal = status >= 500 },
            { ErrorCode: SmtpErrorCode.SenderNotAccepted } => new($"{Host} doesn't accept {server.SenderAddress} as the sender. Use an address that your mail account may send from.", status, refused.Message),
            _ when Stage == MailStage.SigningIn => new($"{Host} refused the sign-in. Enter the user name and password again.", status, refused.Message),
            _ => new($"{Host} refused the e-mail with code {status.ToString(CultureInfo.InvariantCulture)}.", status, refused.Message),
        };
    }

    private SendOutcome NeedsSignIn(int? status, string? answer) => new($"{Host} requires you to sign in. Enter a user name and password.", status, answer);
}
