using System.Globalization;
using System.Text;

namespace SocialProfiles.Sandbox.Accounts;

/// <summary>How a made-up creator is called and writes, all of it following from the handle.</summary>
internal sealed class CreatorVoice
{
    private readonly Seed _seed;
    private readonly Subject _subject;

    /// <param name="handle">Lower case; a capital letter tells an id, out of which no name can be read.</param>
    public CreatorVoice(string handle)
    {
        _seed = Seed.Of(handle).For("voice");
        _subject = Subject.All.FirstOrDefault(subject => Array.Exists(subject.Words, word => handle.Contains(word, StringComparison.Ordinal)))
            ?? _seed.For("subject").Pick(Subject.All);
        Name = handle.Any(char.IsAsciiLetterUpper) ? $"{_seed.For("first").Pick(Phrases.FirstNames)} {_seed.For("last").Pick(Phrases.LastNames)}" : NameFrom(handle);
    }

    public string Name { get; }

    public string Biography => $"{_seed.For("bio").Pick(_subject.Biographies)}\n{_seed.For("contact").Pick(Phrases.Contacts)}";

    public string? Website => _seed.For("website").OneIn(3) ? $"https://{Ascii(Name)}.example/" : null;

    /// <summary>A caption, with a few tags.</summary>
    public string Caption(Seed post)
    {
        var text = $"{post.For("opening").Pick(Phrases.Openings)}{post.For("line").Pick(_subject.Captions)}";
        return $"{text} {post.For("question").Pick(Phrases.Closings)}".TrimEnd() + " " + Tags(post);
    }

    /// <summary>A title for a longer video.</summary>
    public string Title(Seed post) => string.Format(
        CultureInfo.InvariantCulture, post.For("title").Pick(_subject.Titles), post.For("number").Between(3, 30));

    /// <summary>The address of a made-up picture.</summary>
    public static string Picture(Seed picture, int width, int height) => SandboxPictures.AddressOf(picture.For("hue").Between(0, 359), width, height);

    private string Tags(Seed post)
    {
        var first = post.For("tag").Between(0, _subject.Tags.Length - 1);
        return $"#{_subject.Tags[first]} #{_subject.Tags[(first + 1) % _subject.Tags.Length]}";
    }

    // "maya.travels_2" reads "Maya Travels 2".
    private static string NameFrom(string handle)
    {
        var name = new StringBuilder(handle.Length);
        var starts = true;
        foreach (var letter in handle)
        {
            if (letter is '.' or '_' or '-' or '·')
            {
                starts = true;
                continue;
            }

            if (starts && name.Length > 0)
            {
                name.Append(' ');
            }

            name.Append(starts ? char.ToUpperInvariant(letter) : letter);
            starts = false;
        }

        return name.Length > 0 ? name.ToString() : handle;
    }

    private static string Ascii(string name)
    {
        var letters = string.Concat(name.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));
        return letters.Length > 0 ? letters : "creator";
    }
}
