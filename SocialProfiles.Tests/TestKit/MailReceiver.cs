using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace SocialProfiles.Tests.TestKit;

/// <summary>A real mail server on this machine that keeps what it gets.</summary>
internal sealed class MailReceiver : IAsyncDisposable
{
    public const string User = "alerts@agency.example";
    public const string Subject = "CN=localhost";
    public const string Password = "p4ssword-that-nobody-sees";

    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _running;

    private MailReceiver(int port, bool offersTls, bool wantsSignIn)
    {
        Port = port;
        _certificate = offersTls ? NewCertificate() : null;
        var services = new ServiceProvider();
        services.Add(new Store(this));
        services.Add(new Users());
        var options = new SmtpServerOptionsBuilder().ServerName("localhost").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, port)).AuthenticationRequired(wantsSignIn).AllowUnsecureAuthentication(!offersTls && wantsSignIn);
            if (_certificate is not null)
            {
                endpoint.Certificate(_certificate);
            }
        }).Build();
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<MimeMessage> Messages { get; } = [];

    /// <summary>Is released for each message that came.</summary>
    public SemaphoreSlim Came { get; } = new(0);

    /// <summary>Answers the next message that way instead of keeping it.</summary>
    public SmtpResponse? Refusal { get; set; }

    public static MailReceiver Start(bool offersTls = true, bool wantsSignIn = true) => new(FreePort(), offersTls, wantsSignIn);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        try
        {
            await _running;
        }
        catch (OperationCanceledException)
        {
        }

        _stop.Dispose();
        Came.Dispose();
        _certificate?.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(Subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    private sealed class Store(MailReceiver receiver) : MessageStore
    {
        public override Task<SmtpResponse> SaveAsync(ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            if (receiver.Refusal is { } refusal)
            {
                receiver.Refusal = null;
                return Task.FromResult(refusal);
            }

            using var stream = new MemoryStream(buffer.ToArray());
            receiver.Messages.Enqueue(MimeMessage.Load(stream, cancellationToken));
            receiver.Came.Release();
            return Task.FromResult(SmtpResponse.Ok);
        }
    }

    private sealed class Users : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken cancellationToken) =>
            Task.FromResult(user == User && password == Password);
    }
}
