using System.Net.Sockets;
using System.Security.Authentication;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using SocialProfiles.Core.Security;

namespace SocialProfiles.Core.SignOn;

/// <summary>A provider can't be used, for a reason that has a sentence.</summary>
public sealed class ProviderFaultException(SignOnProblem problem, Exception? inner = null) : Exception($"The provider can't be used: {problem}.", inner)
{
    public SignOnProblem Problem => problem;
}

/// <summary>From what goes wrong on the way to a provider and back to the sentence that somebody reads.</summary>
public static class ProviderFault
{
    /// <summary>The most telling of a fault and what caused it.</summary>
    public static SignOnProblem Of(Exception? fault)
    {
        var least = SignOnProblem.Failed;
        for (var each = fault; each is not null; each = each.InnerException)
        {
            switch (each)
            {
                case ProviderFaultException known:
                    return known.Problem;
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return SignOnProblem.NameUnknown;
                case AuthenticationException:
                    return SignOnProblem.Certificate;
                case SealedValueException:
                    return SignOnProblem.SecretUnreadable;
                case OpenIdConnectProtocolInvalidNonceException or OpenIdConnectProtocolInvalidStateException or SecurityTokenException:
                    return SignOnProblem.NotTrusted;
                case OpenIdConnectProtocolException said:
                    return OfCode(said.Data["error"] as string ?? said.Message, said.Data["error_description"] as string ?? said.Message);
                case AuthenticationFailureException or InvalidOperationException when each.Message.Contains("Correlation failed", StringComparison.Ordinal) || each.Message.Contains("message.State", StringComparison.Ordinal):
                    return SignOnProblem.Expired;
                case HttpRequestException or IOException or OperationCanceledException or TimeoutException:
                    least = SignOnProblem.NotReached;
                    break;
            }
        }

        return least;
    }

    /// <summary>Whether it can't be reached now, but is still the one that it was; else what is at its address isn't to be believed.</summary>
    public static bool IsDown(Exception fault) => Of(fault) is SignOnProblem.NotReached or SignOnProblem.NameUnknown or SignOnProblem.Certificate;

    /// <param name="error">The standard's code, alone or in a sentence.</param>
    /// <param name="description">More of it, where the provider says more.</param>
    public static SignOnProblem OfCode(string error, string? description) => error switch
    {
        _ when error.Contains("access_denied", StringComparison.Ordinal) => SignOnProblem.Declined,
        _ when error.Contains("invalid_client", StringComparison.Ordinal) || error.Contains("unauthorized_client", StringComparison.Ordinal) => SignOnProblem.SecretWrong,
        _ when description?.Contains("redirect_uri", StringComparison.OrdinalIgnoreCase) == true => SignOnProblem.RedirectUnknown,
        _ when error.Contains("IDX", StringComparison.Ordinal) => SignOnProblem.NotTrusted,
        _ => SignOnProblem.Refused,
    };
}
