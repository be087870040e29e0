using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace SocialProfiles.Core.Accounts;

/// <summary>What counts as an e-mail address to sign in with.</summary>
public static class EmailAddress
{
    public const int MaxLength = 254;

    /// <summary>The address without outer white space; or a sentence that says what is wrong with it.</summary>
    public static bool TryRead(string? text, [NotNullWhen(true)] out string? email, [NotNullWhen(false)] out string? refusal)
    {
        var typed = text?.Trim() ?? "";
        var isAddress = typed.Length is > 0 and <= MaxLength
            && !typed.EnumerateRunes().Any(rune => Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format)
            && MailAddress.TryCreate(typed, out var read) && read.Address == typed;
        email = isAddress ? typed : null;
        refusal = isAddress ? null : typed.Length == 0 ? "Enter an e-mail address." : "Enter an e-mail address such as name@agency.com.";
        return isAddress;
    }
}
