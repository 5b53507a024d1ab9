using System.Security.Cryptography;
using System.Text;

namespace Atlas.Registry.Rules;

/// <summary>Secrets of tokens and sessions: shown once, stored as a hash.</summary>
/// <remarks>SHA-256 without salt is enough, since a secret is 256 random bits and not a password.</remarks>
internal static class Secrets
{
    /// <summary>Returns what is stored of a secret.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>Returns whether a secret is the stored one; takes the same time whatever the secret is, also where
    /// nothing is stored.</summary>
    public static bool IsRight(string secret, string? hash) => CryptographicOperations.FixedTimeEquals(
        Encoding.ASCII.GetBytes(Hash(secret)), Encoding.ASCII.GetBytes(hash ?? Hash(""))) && hash is not null;
}
