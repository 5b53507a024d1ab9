using Atlas.Core.Planning;

namespace Atlas.Server.Web.Pages;

/// <summary>Versions that were read lately, parsed, by what they hold: the same content is parsed once. Whether somebody
/// may see one is asked each time; a redacted one isn't looked for.</summary>
internal sealed class VersionCache
{
    private const int MostCharacters = 32 << 20;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Driver, Digest Digest), LinkedListNode<VersionContent>> nodes = [];
    private readonly LinkedList<VersionContent> newest = [];
    private long characters;

    /// <summary>Returns a version's content; null when it isn't kept.</summary>
    public VersionContent? Find(string driver, Digest digest)
    {
        lock (gate)
        {
            if (!nodes.TryGetValue((driver, digest), out var node)) return null;
            newest.Remove(node);
            newest.AddFirst(node);
            return node.Value;
        }
    }

    /// <summary>Keeps a version's content, and lets go of those that weren't asked for the longest.</summary>
    public void Keep(VersionContent content)
    {
        if (content.Hcl.Length > MostCharacters) return;
        lock (gate)
        {
            if (!nodes.TryAdd(Key(content), new(content))) return;
            newest.AddFirst(nodes[Key(content)]);
            for (characters += content.Hcl.Length; characters > MostCharacters && newest.Last is { } oldest;)
            {
                newest.Remove(oldest);
                nodes.Remove(Key(oldest.Value));
                characters -= oldest.Value.Hcl.Length;
            }
        }
    }

    private static (string, Digest) Key(VersionContent content) => (content.Version.Driver, content.Version.Digest);
}
