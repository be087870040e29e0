using System.Collections.Concurrent;

namespace SocialProfiles.Sandbox.Consents;

/// <summary>Whether a platform accepts a token.</summary>
internal enum TokenState
{
    Accepted,

    /// <summary>Of nobody here, or for something else.</summary>
    Unknown,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The app was removed, or the token given back.</summary>
    Revoked,

    /// <summary>The account's owner changed the password.</summary>
    PasswordChanged,

    /// <summary>It is good, and what it was granted for is not granted any more.</summary>
    Forbidden,
}

/// <summary>
/// Every token that the imitated platforms hand out. What a token says is in the token itself, so it outlives the process;
/// which codes are used, tokens rotated and consents revoked is kept in memory.
/// </summary>
internal sealed class SandboxTokens(TimeProvider time)
{
    private const int Remembered = 10_000;

    private readonly Lock _rotating = new();
    private readonly ConcurrentQueue<IssuedToken> _issued = new();
    private readonly ConcurrentDictionary<string, bool> _usedCodes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Guid, int> _generations = new();
    private readonly ConcurrentDictionary<Guid, bool> _revoked = new();
    private readonly ConcurrentDictionary<(string Platform, string Handle), DateTimeOffset> _removed = new();

    /// <summary>Every token of this process but the codes, oldest first: the last 10,000.</summary>
    public IReadOnlyCollection<IssuedToken> Issued => _issued;

    public string Issue(SandboxToken token)
    {
        var (start, end) = TokenSpelling.Of(token.Consent.Platform, token.Use);
        var text = $"{start}{SandboxSeal.Seal(token.ToBytes())}{end}";

        // A code travels through the browser's address, and is worth nothing afterwards.
        if (token.Use is not TokenUse.Code)
        {
            _issued.Enqueue(new IssuedToken(text, token));
            if (_issued.Count > Remembered)
            {
                _issued.TryDequeue(out _);
            }
        }

        return text;
    }

    /// <summary>What a text says that is such a token of the platform; null for any other.</summary>
    public static SandboxToken? Read(string platform, TokenUse use, string text) =>
        TokenSpelling.Body(text, platform, use) is { } body
        && SandboxSeal.Open(body) is { } content
        && SandboxToken.Read(content) is { } token && token.Use == use && token.Consent.Platform == platform
            ? token
            : null;

    public TokenState StateOf(SandboxToken? token)
    {
        if (token is null)
        {
            return TokenState.Unknown;
        }

        var consent = token.Consent;
        var now = time.GetUtcNow();
        var isOver = now >= consent.GivenAt + SandboxConsent.UntilItEnds;
        return _revoked.ContainsKey(consent.Id) || IsRemoved(consent) ? TokenState.Revoked
            : isOver && consent.Conduct is SandboxConduct.Revoked ? TokenState.Revoked
            : isOver && consent.Conduct is SandboxConduct.PasswordChanged ? TokenState.PasswordChanged
            : now >= token.EndsAt ? TokenState.Expired
            : isOver && consent.Conduct is SandboxConduct.Forbidden ? TokenState.Forbidden
            : TokenState.Accepted;
    }

    /// <summary>Uses a code up. False for one that is used.</summary>
    public bool TryUse(string code)
    {
        if (_usedCodes.Count > Remembered)
        {
            _usedCodes.Clear();
        }

        return _usedCodes.TryAdd(code, true);
    }

    /// <summary>Puts the next generation in the place of a refresh token. False where that has been done before.</summary>
    public bool TryRotate(SandboxToken refresh)
    {
        lock (_rotating)
        {
            if (_generations.TryGetValue(refresh.Consent.Id, out var newest) && refresh.Generation < newest)
            {
                return false;
            }

            _generations[refresh.Consent.Id] = refresh.Generation + 1;
            return true;
        }
    }

    /// <summary>Ends one consent: its tokens were given back.</summary>
    public void Revoke(SandboxConsent consent) => _revoked[consent.Id] = true;

    /// <summary>Ends every consent of an account: its owner removed the app.</summary>
    public void Remove(string platform, string handle) => _removed[(platform, handle)] = time.GetUtcNow();

    /// <summary>When a consent of an account is given that is given now: after the app was removed, also where no time has passed.</summary>
    public DateTimeOffset GivenAt(string platform, string handle)
    {
        var now = time.GetUtcNow();
        return _removed.TryGetValue((platform, handle), out var at) && now <= at ? at.AddTicks(1) : now;
    }

    private bool IsRemoved(SandboxConsent consent) => _removed.TryGetValue((consent.Platform, consent.Handle), out var at) && consent.GivenAt <= at;
}
