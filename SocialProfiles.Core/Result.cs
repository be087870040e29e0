namespace SocialProfiles.Core;

/// <summary>
/// A value, or the reason why there is none. Expected failures travel this way; exceptions are left for bugs.
/// </summary>
public readonly record struct Result<TValue, TFailure>
    where TFailure : class
{
    private readonly TValue? _value;

    private Result(TValue? value, TFailure? failure)
    {
        _value = value;
        Failure = failure;
    }

    /// <summary>Why there is no value; null where there is one.</summary>
    public TFailure? Failure { get; }

    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Failure))]
    public bool Succeeded => Failure is null;

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is none: look at <see cref="Succeeded"/> first.</exception>
    public TValue Value => Failure is null ? _value! : throw new InvalidOperationException($"There is no value: {Failure}");

    public static implicit operator Result<TValue, TFailure>(TValue value) => new(value, null);

    public static implicit operator Result<TValue, TFailure>(TFailure failure) => new(default, failure);
}
