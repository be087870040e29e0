namespace SocialProfiles.Core.Accounts;

/// <summary>What somebody's page says of their authenticator app.</summary>
/// <param name="Since">UTC; null where it isn't on.</param>
/// <param name="CodesLeft">Recovery codes that still work.</param>
public sealed record SecondFactorView(DateTimeOffset? Since, int CodesLeft)
{
    public bool IsOn => Since is not null;
}

/// <summary>What an authenticator app is told, to be shown once.</summary>
/// <param name="Secret">Base 32, for those who type it.</param>
/// <param name="Address">The text of the QR code.</param>
public sealed record SecondFactorSetup(string Secret, string Address);
