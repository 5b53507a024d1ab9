using Atlas.Core.Planning;

namespace Atlas.Registry.Rules;

/// <summary>The form of digests: <c>sha256:</c> and 64 hexadecimal digits.</summary>
internal static class Digested
{
    private const string Prefix = "sha256:";

    public static void Check(Digest digest)
    {
        var text = digest.Value;
        if (text.Length == Prefix.Length + 64 && text.StartsWith(Prefix, StringComparison.Ordinal)
            && text.AsSpan(Prefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0) return;
        throw Refuse.Invalid($"\"{Names.Shown(text)}\" isn't a digest; it is sha256: and 64 hexadecimal digits.");
    }
}
