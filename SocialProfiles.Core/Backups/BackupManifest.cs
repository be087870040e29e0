using System.Text.Json.Serialization;

namespace SocialProfiles.Core.Backups;

/// <summary>Why a backup was made. Part of its file's name.</summary>
public enum BackupKind
{
    /// <summary>By the calendar.</summary>
    Daily,

    /// <summary>Somebody asked for it.</summary>
    Manual,

    /// <summary>Before a new version changed the database.</summary>
    Upgrade,
}

/// <summary>What a backup holds; its first entry.</summary>
/// <param name="Format">1.</param>
/// <param name="CreatedAt">UTC; the moment of which the database is, to a few seconds.</param>
/// <param name="Version">Of the program that made it.</param>
/// <param name="Migrations">Applied to the database, oldest first: its schema.</param>
/// <param name="Rows">Rows of each table.</param>
/// <param name="HasKeys">Whether the encryption keys are in it.</param>
/// <param name="Files">Everything behind the manifest, in its order.</param>
public sealed record BackupManifest(
    int Format, BackupKind Kind, DateTimeOffset CreatedAt, string Version, IReadOnlyList<string> Migrations, IReadOnlyDictionary<string, long> Rows, bool HasKeys, IReadOnlyList<BackupEntry> Files);

/// <param name="Name">With forward slashes: <c>keys/key-….xml</c>.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hexadecimal.</param>
public sealed record BackupEntry(string Name, long Length, string Sha256);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(BackupManifest))]
internal sealed partial class BackupJson : JsonSerializerContext;
