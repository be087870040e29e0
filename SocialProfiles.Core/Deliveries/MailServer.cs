namespace SocialProfiles.Core.Deliveries;

/// <summary>How the way to a mail server is protected. Stored by name.</summary>
public enum MailSecurity
{
    /// <summary>Plain at first, then protected before anything is said; refused where the server doesn't offer it.</summary>
    StartTls,

    /// <summary>Protected from the first byte.</summary>
    Tls,

    /// <summary>Not at all; only to a server on this machine.</summary>
    None,
}

/// <summary>Through which server e-mails leave. One row a world.</summary>
public sealed class MailServer
{
    /// <summary>Of the sandbox's world.</summary>
    public bool IsSandbox { get; init; }

    public required string Host { get; set; }

    /// <summary>1 to 65535.</summary>
    public int Port { get; set; }

    public MailSecurity Security { get; set; }

    /// <summary>Null where the server wants no sign-in.</summary>
    public string? User { get; set; }

    /// <summary>Sealed; null where there is none.</summary>
    public string? SealedPassword { get; set; }

    public required string SenderAddress { get; set; }

    /// <summary>Empty for none.</summary>
    public required string SenderName { get; set; }

    /// <summary>UTC.</summary>
    public DateTimeOffset UpdatedAt { get; set; }
}
