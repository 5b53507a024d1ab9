using System.Security.Cryptography;
using Atlas.Core.Promotion;
using Atlas.Registry.Rules;

namespace Atlas.Registry.Promotion;

/// <summary>Checks the signatures of observations: ECDSA P-256 with SHA-256.</summary>
internal static class Signatures
{
    private const int LongestKey = 512;

    /// <summary>Throws unless an observation was signed with the key that it comes with.</summary>
    public static void Check(SignedObservation signed)
    {
        if (signed.PublicKey.Length > LongestKey || signed.Signature.Length > LongestKey || !IsSigned(signed))
            throw Refuse.Invalid("The observation isn't signed with the ECDSA P-256 key that it comes with.");
    }

    private static bool IsSigned(SignedObservation signed)
    {
        try
        {
            using var key = ECDsa.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(signed.PublicKey), out _);
            return key.KeySize == 256 && key.VerifyData(
                signed.Observation.ToBytes(), Convert.FromBase64String(signed.Signature), HashAlgorithmName.SHA256,
                DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
            return false;
        }
    }
}
