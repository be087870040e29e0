using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using SocialProfiles.Core.Security;
using SocialProfiles.Tests.TestKit;

namespace SocialProfiles.Tests.Security;

/// <summary>The encryption keys' own lock, on real files of Data Protection.</summary>
public sealed class KeyLockTests : IAsyncLifetime
{
    private const string Passphrase = "seven quiet words by the sea";

    private readonly string _folder = Directory.CreateTempSubdirectory("sp-keys-").FullName;

    private string Certificate => Path.Combine(_folder, "keys.pfx");

    public async ValueTask InitializeAsync() => await MigratedDatabase.CopyToAsync(_folder);

    public ValueTask DisposeAsync()
    {
        DatabasePool.Clear(_folder);
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Passphrase_NewKeys_AreLockedAndOpenWithItAlone()
    {
        var locked = await SealAsync(("Keys:Passphrase", Passphrase));

        Assert.DoesNotContain("masterKey", KeyFiles(), StringComparison.Ordinal);
        Assert.Equal("a secret", await OpenAsync(locked, ("Keys:Passphrase", Passphrase)));
        await AssertRefusedAsync("Keys:Passphrase doesn't open the encryption keys. Set the passphrase that was used before.", ("Keys:Passphrase", "twelve wrong characters"));
        await AssertRefusedAsync("The encryption keys are protected by a passphrase. Set it in the environment as Keys__Passphrase.");
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, "keys")));
    }

    [Fact]
    public async Task Passphrase_KeysOfBefore_GoOnBeingReadAndNewOnesAreLocked()
    {
        var open = await SealAsync();
        Assert.Contains("masterKey", KeyFiles(), StringComparison.Ordinal);

        await using (var core = await CoreAsync(("Keys:Passphrase", Passphrase)))
        {
            Assert.Equal("a secret", core.Get<TokenVault>().Open(SealedColumn.Credential, "test", open));
            var now = TimeProvider.System.GetUtcNow();
            core.Get<IKeyManager>().CreateNewKey(now, now.AddDays(90));
        }

        Assert.Contains("lockedKey by=\"passphrase\"", KeyFiles(), StringComparison.Ordinal);
        Assert.Equal("a secret", await OpenAsync(open, ("Keys:Passphrase", Passphrase)));
    }

    [Fact]
    public async Task Certificate_NewKeys_AreLockedAndOpenWithItAlone()
    {
        await MakeCertificateAsync();
        (string, string)[] settings = [("Keys:CertificatePath", Certificate), ("Keys:CertificatePassword", "pfx")];
        var locked = await SealAsync(settings);

        Assert.DoesNotContain("masterKey", KeyFiles(), StringComparison.Ordinal);
        Assert.Equal("a secret", await OpenAsync(locked, settings));
        await AssertRefusedAsync("The encryption keys are protected by a certificate. Set Keys:CertificatePath to it.");
        await MakeCertificateAsync();
        await AssertRefusedAsync("The certificate of Keys:CertificatePath isn't the one that protects the encryption keys. Set the one that was used before.", settings);
        await AssertRefusedAsync(
            $"The certificate {Certificate} (Keys:CertificatePath) can't be opened. Check that it is a PFX file, that SocialProfiles is allowed to read it, and Keys:CertificatePassword.",
            ("Keys:CertificatePath", Certificate), ("Keys:CertificatePassword", "wrong"));
    }

    private async Task MakeCertificateAsync()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=keys", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllBytesAsync(Certificate, certificate.Export(X509ContentType.Pfx, "pfx"));
    }

    private Task<TestCore> CoreAsync(params (string, string)[] settings) => TestCore.CreateAsync(folder: _folder, configuration: settings);

    private async Task<string> SealAsync(params (string, string)[] settings)
    {
        await using var core = await CoreAsync(settings);
        return core.Get<TokenVault>().Seal(SealedColumn.Credential, "test", "a secret");
    }

    private async Task<string> OpenAsync(string value, params (string, string)[] settings)
    {
        await using var core = await CoreAsync(settings);
        return core.Get<TokenVault>().Open(SealedColumn.Credential, "test", value);
    }

    private async Task AssertRefusedAsync(string sentence, params (string, string)[] settings)
    {
        using var folder = SocialProfiles.Core.Storage.DataFolder.Open(_folder);
        var options = new KeyOptions
        {
            Passphrase = settings.FirstOrDefault(pair => pair.Item1 == "Keys:Passphrase").Item2,
            CertificatePath = settings.FirstOrDefault(pair => pair.Item1 == "Keys:CertificatePath").Item2,
            CertificatePassword = settings.FirstOrDefault(pair => pair.Item1 == "Keys:CertificatePassword").Item2,
        };
        Assert.Equal(sentence, Assert.Throws<InvalidDataException>(() => KeyLock.Open(options, folder.Keys)).Message);
        await Task.CompletedTask;
    }

    private string KeyFiles() => string.Concat(Directory.GetFiles(Path.Combine(_folder, "keys")).Select(File.ReadAllText));
}
