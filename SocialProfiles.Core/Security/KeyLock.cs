using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace SocialProfiles.Core.Security;

/// <summary>
/// Locks the encryption keys in their files, by a passphrase or a certificate from the environment. Keys that were stored without
/// it go on being read. A lock that doesn't open what is there is noticed at start: Data Protection would make new keys without a word.
/// </summary>
public sealed class KeyLock : IDisposable
{
    internal const int ShortestPassphrase = 12;

    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const int MostIterations = 10_000_000;

    // OWASP's figure for PBKDF2 with HMAC-SHA256.
    private const int Iterations = 600_000;

    private static readonly XName _element = "lockedKey";

    private readonly Lock _lock = new();
    private readonly string? _passphrase;
    private readonly X509Certificate2? _certificate;

    // Deriving a key is slow on purpose, so all files share a salt.
    private (string Salt, int Iterations, byte[] Key)? _derived;

    private KeyLock(string? passphrase, X509Certificate2? certificate)
    {
        _passphrase = passphrase;
        _certificate = certificate;
    }

    /// <summary>Whether new keys are locked.</summary>
    public bool IsOn => _passphrase is not null || _certificate is not null;

    /// <summary>Reads the settings, and tries the lock on every key that is there.</summary>
    /// <exception cref="InvalidDataException">A setting can't be used, or doesn't open the keys; the message says which and what to do.</exception>
    public static KeyLock Open(KeyOptions options, string keysFolder)
    {
        var keyLock = new KeyLock(PassphraseOf(options), CertificateOf(options));
        try
        {
            keyLock.Check(keysFolder);
            return keyLock;
        }
        catch
        {
            keyLock.Dispose();
            throw;
        }
    }

    public void Dispose() => _certificate?.Dispose();

    internal XElement Lock(XElement key)
    {
        var plain = Encoding.UTF8.GetBytes(key.ToString(SaveOptions.DisableFormatting));
        try
        {
            return _certificate is not null ? LockByCertificate(plain) : LockByPassphrase(plain);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <exception cref="CryptographicException">It is locked by something else.</exception>
    internal XElement Unlock(XElement locked)
    {
        try
        {
            var key = (string?)locked.Attribute("by") == "certificate"
                ? (_certificate?.GetRSAPrivateKey() ?? throw new CryptographicException("No certificate is set.")).Decrypt(Bytes(locked, "key"), RSAEncryptionPadding.OaepSHA256)
                : Derive((string?)locked.Attribute("salt") ?? "", (int?)locked.Attribute("iterations") ?? 0);
            var sealedKey = Convert.FromBase64String(locked.Value);
            var plain = new byte[sealedKey.Length - TagBytes];
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(Bytes(locked, "nonce"), sealedKey.AsSpan(0, plain.Length), sealedKey.AsSpan(plain.Length), plain);
            return XElement.Parse(Encoding.UTF8.GetString(plain));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException or XmlException)
        {
            throw new CryptographicException("The locked key is damaged.", exception);
        }
    }

    private static string? PassphraseOf(KeyOptions options) => options switch
    {
        { Passphrase: null or "" } => null,
        { CertificatePath: not (null or "") } => throw new InvalidDataException("Keys:Passphrase and Keys:CertificatePath are both set. Set one of them."),
        { Passphrase.Length: < ShortestPassphrase } => throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"Keys:Passphrase is too short: use at least {ShortestPassphrase} characters.")),
        _ => options.Passphrase,
    };

    private static X509Certificate2? CertificateOf(KeyOptions options)
    {
        if (string.IsNullOrEmpty(options.CertificatePath))
        {
            return null;
        }

        X509Certificate2? certificate = null;
        try
        {
            certificate = X509CertificateLoader.LoadPkcs12FromFile(options.CertificatePath, options.CertificatePassword);
        }
        catch (CryptographicException exception)
        {
            throw new InvalidDataException(
                $"The certificate {options.CertificatePath} (Keys:CertificatePath) can't be opened. Check that it is a PFX file, that SocialProfiles is allowed to read it, and Keys:CertificatePassword.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException($"The certificate {options.CertificatePath} (Keys:CertificatePath) can't be read. Check that it is there, and that SocialProfiles is allowed to read it.", exception);
        }

        // One whose time is over still locks and unlocks: refusing it would take away what it protects.
        if (certificate.GetRSAPrivateKey() is null)
        {
            certificate.Dispose();
            throw new InvalidDataException($"The certificate {options.CertificatePath} (Keys:CertificatePath) has no RSA private key. Export it together with its key.");
        }

        return certificate;
    }

    private void Check(string keysFolder)
    {
        if (!Directory.Exists(keysFolder))
        {
            return;
        }

        foreach (var file in Directory.EnumerateFiles(keysFolder, "*.xml"))
        {
            if (LockedIn(file) is not { } locked)
            {
                continue;
            }

            var by = (string?)locked.Attribute("by");
            if (by == "certificate" ? _certificate is null : _passphrase is null)
            {
                throw new InvalidDataException(by == "certificate"
                    ? "The encryption keys are protected by a certificate. Set Keys:CertificatePath to it."
                    : "The encryption keys are protected by a passphrase. Set it in the environment as Keys__Passphrase.");
            }

            try
            {
                Unlock(locked);
            }
            catch (CryptographicException exception)
            {
                throw new InvalidDataException(
                    by == "certificate"
                        ? "The certificate of Keys:CertificatePath isn't the one that protects the encryption keys. Set the one that was used before."
                        : "Keys:Passphrase doesn't open the encryption keys. Set the passphrase that was used before.",
                    exception);
            }
        }
    }

    private static XElement? LockedIn(string file)
    {
        try
        {
            return XDocument.Load(file).Descendants(_element).FirstOrDefault();
        }
        catch (XmlException)
        {
            // Data Protection says so, and goes on without it.
            return null;
        }
    }

    private XElement LockByPassphrase(byte[] plain)
    {
        var (salt, iterations) = _derived is { } used ? (used.Salt, used.Iterations) : (Convert.ToBase64String(RandomNumberGenerator.GetBytes(16)), Iterations);
        var (nonce, sealedKey) = Seal(plain, Derive(salt, iterations));
        return new XElement(_element, new XAttribute("by", "passphrase"), new XAttribute("salt", salt), new XAttribute("iterations", iterations), new XAttribute("nonce", nonce), sealedKey);
    }

    private XElement LockByCertificate(byte[] plain)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var certificate = _certificate!;
        using var rsa = certificate.GetRSAPublicKey()!;
        var (nonce, sealedKey) = Seal(plain, key);
        return new XElement(
            _element, new XAttribute("by", "certificate"), new XAttribute("certificate", certificate.Thumbprint),
            new XAttribute("key", Convert.ToBase64String(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA256))), new XAttribute("nonce", nonce), sealedKey);
    }

    private static (string Nonce, string Sealed) Seal(byte[] plain, byte[] key)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var sealedKey = new byte[plain.Length + TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(nonce, plain, sealedKey.AsSpan(0, plain.Length), sealedKey.AsSpan(plain.Length));
        return (Convert.ToBase64String(nonce), Convert.ToBase64String(sealedKey));
    }

    private byte[] Derive(string salt, int iterations)
    {
        lock (_lock)
        {
            if (_derived is { Key.Length: KeyBytes } known && known.Salt == salt && known.Iterations == iterations)
            {
                return known.Key;
            }

            if (_passphrase is null || iterations is <= 0 or > MostIterations)
            {
                throw new CryptographicException("No passphrase is set.");
            }

            var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(_passphrase.Normalize()), Convert.FromBase64String(salt), iterations, HashAlgorithmName.SHA256, KeyBytes);
            _derived = (salt, iterations, key);
            return key;
        }
    }

    private static byte[] Bytes(XElement locked, string attribute) => Convert.FromBase64String((string?)locked.Attribute(attribute) ?? "");
}

/// <summary>Locks a key when it is stored.</summary>
internal sealed class KeyLockEncryptor(KeyLock keyLock) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(keyLock.Lock(plaintextElement), typeof(KeyLockDecryptor));
}

/// <summary>Unlocks a stored key. Its name stands in the files of keys, so it keeps it. Made by Data Protection.</summary>
internal sealed class KeyLockDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => ((KeyLock)services.GetService(typeof(KeyLock))!).Unlock(encryptedElement);
}
