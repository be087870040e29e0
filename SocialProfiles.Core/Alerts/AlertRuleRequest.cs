using SocialProfiles.Core.Accounts;
using SocialProfiles.Core.Talents;

namespace SocialProfiles.Core.Alerts;

/// <summary>The form of a rule.</summary>
/// <param name="Threshold">Per cent, or times the median; ignored by kinds without.</param>
/// <param name="Window">Days, or hours; ignored by kinds without.</param>
/// <param name="Tag">Empty for all talents.</param>
/// <param name="Emails">Addresses with commas, semicolons or white space between them.</param>
public sealed record AlertRuleRequest(AlertKind Kind, double? Threshold, double? Window, string? Tag, string? Emails, IReadOnlyList<Guid> Endpoints)
{
    /// <summary>Addresses of one rule at most.</summary>
    public const int MostEmails = 10;

    /// <summary>What is to be kept; or <see cref="InvalidError"/> with the field in camel case.</summary>
    internal Result<Checked, UseCaseError> Read()
    {
        if (!Enum.IsDefined(Kind))
        {
            return new InvalidError("kind", "Choose what the alert watches for.");
        }

        var (threshold, window) = (AlertBounds.ThresholdOf(Kind), AlertBounds.WindowOf(Kind));
        if (threshold?.Refusal(Threshold) is { } wrong)
        {
            return new InvalidError(threshold.Field, wrong);
        }

        if (window?.Refusal(Window) is { } wrongWindow)
        {
            return new InvalidError(window.Field, wrongWindow);
        }

        string? tag = null;
        if (!string.IsNullOrWhiteSpace(Tag))
        {
            var read = TagTalent.ReadTag(Tag);
            if (!read.Succeeded)
            {
                return read.Failure;
            }

            tag = read.Value;
        }

        List<string> emails = [];
        foreach (var text in (Emails ?? "").Split((char[])[',', ';', ' ', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (!EmailAddress.TryRead(text, out var email, out _))
            {
                return new InvalidError("emails", $"“{(text.Length > 60 ? text[..60] + "…" : text)}” isn't an e-mail address. Enter addresses such as name@agency.com, with a comma between them.");
            }

            if (!emails.Contains(email, StringComparer.OrdinalIgnoreCase))
            {
                emails.Add(email);
            }
        }

        return emails.Count > MostEmails
            ? new InvalidError("emails", $"Enter at most {MostEmails} addresses. For more people, use a mailing list.")
            : new Checked(Kind, threshold is null ? 0 : Threshold!.Value, window is null ? 0 : (int)Window!.Value, tag, emails, [.. Endpoints.Distinct()]);
    }

    internal sealed record Checked(AlertKind Kind, double Threshold, int Window, string? Tag, List<string> Emails, List<Guid> Endpoints);
}
