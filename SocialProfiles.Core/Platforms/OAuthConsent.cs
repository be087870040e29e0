namespace SocialProfiles.Core.Platforms;

/// <summary>
/// A consent by OAuth's authorization code (RFC 6749, section 4.1): what platforms do alike. Each adds its addresses, its words,
/// and what it does otherwise.
/// </summary>
/// <typeparam name="TSaid">What a platform says with a refusal, beyond the failure; only a test of the credentials looks at it.</typeparam>
internal abstract class OAuthConsent<TSaid>(TimeProvider clock) : IPlatformConsent
{
    public abstract string PlatformKey { get; }

    public bool IsConfigured => App.IsSet;

    public abstract string NotConfiguredReason { get; }

    public abstract ConsentTerms Terms { get; }

    /// <summary>As it is configured now.</summary>
    protected abstract OAuthApp App { get; }

    /// <summary>What stands between scopes in an address.</summary>
    protected virtual char ScopeSeparator => ' ';

    /// <summary>What the consent page wants to be told beside OAuth's own.</summary>
    protected virtual IEnumerable<(string Name, string? Value)> FurtherParameters => [];

    protected DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Names of the scopes that are asked for.</summary>
    protected IReadOnlyList<string> Asked => field ??= [.. Terms.Scopes.Select(scope => scope.Name)];

    public string AuthorizeAddress(ConsentPage page)
    {
        var app = App;
        return OAuthTokens.Address(
            app.AuthorizeUrl,
            [
                (app.IdName, app.Id),
                ("redirect_uri", page.RedirectAddress),
                ("response_type", "code"),
                ("scope", string.Join(ScopeSeparator, Asked)),
                .. FurtherParameters,
                ("login_hint", OAuthTokens.HintFor(app.AuthorizeUrl, page.LoginHint)),
                ("state", page.State),
                ("code_challenge", page.CodeChallenge),
                ("code_challenge_method", page.CodeChallenge is null ? null : "S256"),
            ]);
    }

    public virtual async Task<Result<PlatformTokens, PlatformFailure>> ExchangeAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        var askedAt = Now;
        var (answer, _) = await AskForTokensAsync(code, redirectAddress, verifier, cancellationToken);
        return answer.Succeeded ? OAuthTokens.Read(answer.Value, askedAt, Asked) : ConsentFailures.OfExchange(answer.Failure);
    }

    public virtual async Task<Result<PlatformTokens, PlatformFailure>> RefreshAsync(PlatformTokens tokens, CancellationToken cancellationToken)
    {
        var askedAt = Now;
        if (tokens.RefreshToken is not { } refreshToken)
        {
            return ConsentFailures.NothingToRenewWith(tokens, askedAt);
        }

        var (answer, _) = await AskAsync([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)], form => PostAsync(form, cancellationToken));
        return answer.Succeeded ? OAuthTokens.Read(answer.Value, askedAt, tokens) : ConsentFailures.OfRenewal(answer.Failure, tokens, askedAt);
    }

    public abstract Task<Result<bool, PlatformFailure>> RevokeAsync(PlatformTokens tokens, CancellationToken cancellationToken);

    public virtual DateTimeOffset? RenewAt(PlatformTokens tokens) => OAuthTokens.RenewAt(tokens);

    public async Task<CredentialTest> TestAsync(CancellationToken cancellationToken)
    {
        var app = App;
        if (!app.IsSet)
        {
            return new CredentialTest(false, NotConfiguredReason, string.IsNullOrEmpty(app.Id) ? app.IdOption : app.SecretOption);
        }

        var (answer, said) = await AskForTokensAsync(ConsentTest.MadeUpCode, ConsentTest.MadeUpRedirect, null, cancellationToken);
        return Judge(answer.Failure, said);
    }

    /// <summary>Asks for the tokens that a code stands for.</summary>
    protected Task<(Result<OAuthReply, PlatformFailure> Answer, TSaid? Said)> AskForTokensAsync(string code, string redirectAddress, string? verifier, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] proof = verifier is null ? [] : [new("code_verifier", verifier)];
        return AskAsync([new("grant_type", "authorization_code"), new("code", code), new("redirect_uri", redirectAddress), .. proof], form => PostAsync(form, cancellationToken));
    }

    /// <summary>Posts a form whose fields may be secrets, with those of the app, to the token address.</summary>
    protected abstract Task<(Result<OAuthReply, PlatformFailure> Answer, TSaid? Said)> PostAsync(IReadOnlyList<KeyValuePair<string, string>> form, CancellationToken cancellationToken);

    /// <summary>What an admin reads after a code that nobody was given.</summary>
    /// <param name="failure">Null where the platform took it.</param>
    protected abstract CredentialTest Judge(PlatformFailure? failure, TSaid? said);

    /// <summary>Asks with the app's id and secret beside <paramref name="form"/>; asks nobody where they are not set.</summary>
    protected async Task<(Result<OAuthReply, PlatformFailure> Answer, TSaid? Said)> AskAsync(
        IReadOnlyList<KeyValuePair<string, string>> form, Func<IReadOnlyList<KeyValuePair<string, string>>, Task<(Result<OAuthReply, PlatformFailure> Answer, TSaid? Said)>> post)
    {
        var app = App;
        return app.IsSet ? await post([new(app.IdName, app.Id!), new("client_secret", app.Secret!), .. form]) : (app.NotSet, default);
    }
}

/// <summary>The agency's app at a platform.</summary>
/// <param name="Section">Of its options in the configuration.</param>
/// <param name="Id">Null or empty where it is not set.</param>
/// <param name="Secret">Likewise.</param>
/// <param name="AuthorizeUrl">Address of the consent page.</param>
internal sealed record OAuthApp(string Section, string? Id, string? Secret, string AuthorizeUrl)
{
    /// <summary>What the platform calls the id.</summary>
    public string IdName { get; init; } = "client_id";

    /// <summary>Name of the option that holds the id.</summary>
    public string IdOption { get; init; } = "ClientId";

    /// <summary>Name of the option that holds the secret.</summary>
    public string SecretOption { get; init; } = "ClientSecret";

    public bool IsSet => !string.IsNullOrEmpty(Id) && !string.IsNullOrEmpty(Secret);

    public PlatformFailure NotSet => new(FailureKind.NotConfigured, $"{Section}:{IdOption} or {SecretOption} is not set");

    /// <summary>Without the secret: this may end in a log.</summary>
    public override string ToString() => $"{Section}, {Id}";
}
