using Atlas.Core.Planning;

namespace Atlas.Registry.Rules;

/// <summary>The form of fingerprints: SHA-256 as 44 characters of base64.</summary>
internal static class Fingerprinted
{
    private const int Bytes = 32;

    public static void Check(Fingerprint fingerprint)
    {
        Span<byte> hash = stackalloc byte[Bytes];
        if (fingerprint.Value.Length != 44 || !Convert.TryFromBase64String(fingerprint.Value, hash, out var written)
            || written != Bytes)
        {
            throw Refuse.Invalid(
                $"\"{Names.Shown(fingerprint.Value)}\" isn't a fingerprint; it is SHA-256 as 44 characters of base64.");
        }
    }
}
