using System.Globalization;
using System.Runtime.InteropServices;

namespace SocialProfiles.Core.Storage;

/// <summary>Whose account a folder belongs to. .NET doesn't say, so Linux is asked; elsewhere nobody needs to know.</summary>
internal static class FolderOwner
{
    private const int CurrentDirectory = -100;
    private const uint OwnerWanted = 0x8;

    // The kernel's struct statx, the same on every architecture.
    private const int Size = 256;
    private const int OwnerOffset = 20;

    /// <summary>
    /// The account that has to be used instead of root's: what root makes in another account's folder, that account can't open,
    /// and the server doesn't start any more.
    /// </summary>
    /// <returns>A name as <c>sudo -u</c> takes it, in quotes: one that has no name is <c>#1000</c>; null where we aren't root, the folder is root's or isn't there, or nobody can say.</returns>
    public static string? InsteadOfRoot(string path)
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var found = new byte[Size];
        try
        {
            if (Statx(CurrentDirectory, path, 0, OwnerWanted, found) != 0)
            {
                return null;
            }
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }

        var owner = MemoryMarshal.Read<uint>(found.AsSpan(OwnerOffset));
        return owner == 0 ? null : NameOf(owner);
    }

    private static string NameOf(uint id)
    {
        var number = id.ToString(CultureInfo.InvariantCulture);
        try
        {
            return File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == number)?[0] ?? $"#{number}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"#{number}";
        }
    }

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint wanted, [Out] byte[] found);
}
