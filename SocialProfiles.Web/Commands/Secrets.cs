using System.Text;

namespace SocialProfiles.Web.Commands;

/// <summary>Passwords and passphrases: typed without an echo, piped in, or from a file. Never an argument, which everybody on the server can read while the command runs.</summary>
internal static class Secrets
{
    /// <summary>The first line of a file.</summary>
    /// <exception cref="IOException">It can't be read.</exception>
    public static string FromFile(FileInfo file)
    {
        using var reader = file.OpenText();
        return reader.ReadLine() ?? "";
    }

    /// <summary>A new one, typed twice.</summary>
    /// <returns>Null where the two differ.</returns>
    public static string? AskNew(string what)
    {
        var first = Ask($"New {what}: ");
        return Console.IsInputRedirected || first == Ask($"The same {what} again: ") ? first : null;
    }

    /// <summary>One that is known.</summary>
    public static string Ask(string prompt)
    {
        if (Console.IsInputRedirected)
        {
            return Console.ReadLine() ?? "";
        }

        Console.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.WriteLine();
        return typed.ToString();
    }
}
