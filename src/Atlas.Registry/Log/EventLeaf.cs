using System.Text;
using Atlas.Core.Planning;

namespace Atlas.Registry.Log;

/// <summary>The leaf of an event: the hash of the SHA-256 of its canonical bytes, so that a log can be checked where an
/// event's own bytes may no longer be shown.</summary>
public static class EventLeaf
{
    /// <summary>Returns the leaf of an event by its digest, <c>sha256:</c> and 64 hexadecimal digits.</summary>
    public static TreeHash Of(string digest) =>
        TreeHash.OfLeaf(Convert.FromHexString(digest.AsSpan(digest.IndexOf(':') + 1)));

    /// <summary>Returns the leaf of an event by its canonical bytes, as text.</summary>
    public static TreeHash OfEvent(string text) => Of(Digest.Of(Encoding.UTF8.GetBytes(text)).Value);
}
