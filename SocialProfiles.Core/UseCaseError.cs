namespace SocialProfiles.Core;

/// <summary>
/// Why a use case changed nothing. <paramref name="Sentence"/> is for the person: what happened and what to do.
/// The API gives each kind one status code.
/// </summary>
public abstract record UseCaseError(string Sentence);

/// <summary>There is no such talent, connection or key (any more). API: 404.</summary>
public sealed record NotFoundError(string Sentence) : UseCaseError(Sentence);

/// <summary>A field holds something that cannot be accepted. API: 400 with the field's name.</summary>
/// <param name="Field">Name of the field, as in the API: camel case.</param>
public sealed record InvalidError(string Field, string Sentence) : UseCaseError(Sentence);

/// <summary>It would collide with what is there. API: 409.</summary>
public record ConflictError(string Sentence) : UseCaseError(Sentence);
