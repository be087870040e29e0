using System.Globalization;

namespace SocialProfiles.Sandbox.Instagram;

/// <summary>
/// One field of a Graph API <c>fields</c> parameter, such as <c>media.limit(25).after(abc){id,caption}</c>:
/// a name, arguments, and the fields wanted of what it leads to.
/// </summary>
internal sealed record GraphField(string Name, IReadOnlyDictionary<string, string> Arguments, IReadOnlyList<GraphField> Fields)
{
    public GraphField? Find(string name) => Fields.FirstOrDefault(field => field.Name == name);

    public int Number(string argument, int otherwise) =>
        Arguments.TryGetValue(argument, out var text) && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    /// <summary>Reads a whole parameter into a nameless field that holds the ones it lists; null where it cannot be read.</summary>
    public static GraphField? Parse(string text)
    {
        var reader = new Reader(text);
        return reader.TryList(out var fields) && reader.AtEnd ? new GraphField("", _noArguments, fields) : null;
    }

    private static readonly Dictionary<string, string> _noArguments = new(StringComparer.Ordinal);

    // list = field *("," field);  field = name *("." argument) ["{" list "}"];  argument = name "(" anything but ")" ")"
    private sealed class Reader(string text)
    {
        private const int DeepestNesting = 8;
        private int _at;
        private int _depth;

        public bool AtEnd => _at == text.Length;

        public bool TryList(out IReadOnlyList<GraphField> fields)
        {
            var list = new List<GraphField>();
            fields = list;
            do
            {
                if (!TryField(out var field))
                {
                    return false;
                }

                list.Add(field);
            }
            while (Skip(','));

            return true;
        }

        private bool TryField(out GraphField field)
        {
            field = null!;
            var name = Name();
            var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
            while (name.Length > 0 && Skip('.'))
            {
                var argument = Name();
                var end = Skip('(') ? text.IndexOf(')', _at) : -1;
                if (argument.Length == 0 || end < 0)
                {
                    return false;
                }

                arguments[argument] = text[_at..end];
                _at = end + 1;
            }

            IReadOnlyList<GraphField> fields = [];
            if (Skip('{'))
            {
                if (++_depth > DeepestNesting || !TryList(out fields) || !Skip('}'))
                {
                    return false;
                }

                _depth--;
            }

            field = new GraphField(name, arguments, fields);
            return name.Length > 0;
        }

        private string Name()
        {
            var start = _at;
            while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] == '_'))
            {
                _at++;
            }

            return text[start.._at];
        }

        private bool Skip(char wanted)
        {
            var found = _at < text.Length && text[_at] == wanted;
            _at += found ? 1 : 0;
            return found;
        }
    }
}
