namespace SocialProfiles.Web.Components.Shared;

/// <summary>Ends the reads of a page together with it. The token stays good to ask afterwards.</summary>
public sealed class Lifetime : IDisposable
{
    private readonly CancellationTokenSource _source = new();

    public Lifetime() => Token = _source.Token;

    public CancellationToken Token { get; }

    public void Dispose()
    {
        if (!Token.IsCancellationRequested)
        {
            _source.Cancel();
            _source.Dispose();
        }
    }
}
