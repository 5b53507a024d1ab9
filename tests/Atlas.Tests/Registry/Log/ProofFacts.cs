using System.Text;
using Atlas.Core.Model;
using Atlas.Registry.Log;
using CsCheck;

namespace Atlas.Tests.Registry.Log;

public sealed class ProofFacts
{
    /// <summary>The leaves and roots that implementations of Certificate Transparency are tested with.</summary>
    private static readonly (string Leaf, string Root)[] Known =
    [
        ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
        ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
        ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
        ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
        ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
        ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
        ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
        ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
    ];

    private static readonly Gen<(int Size, int First, int Leaf)> Trees = Gen.Int[1, 130]
        .SelectMany(size => Gen.Select(Gen.Const(size), Gen.Int[0, size], Gen.Int[0, size - 1]));

    [Fact]
    public void Roots_are_those_of_Certificate_Transparency()
    {
        var edge = new TreeEdge();
        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hex(edge.Root));
        foreach (var (leaf, root) in Known)
        {
            edge.Add(TreeHash.OfLeaf(Convert.FromHexString(leaf)));
            Assert.Equal(root, Hex(edge.Root));
        }
    }

    [Fact]
    public void Every_proof_of_every_tree_holds_and_none_holds_for_another_tree_leaf_or_hash() => Trees.Sample(
        (size, first, leaf) =>
        {
            var tree = new Tree(size);
            var (root, hash) = (tree.Root(size), tree.Leaf(leaf));
            var inclusion = tree.Hashes(Proofs.OfInclusion(leaf, size));
            var consistency = tree.Hashes(Proofs.OfConsistency(first, size));

            Assert.True(Proofs.ShowInclusion(leaf, hash, size, root, inclusion));
            Assert.False(Proofs.ShowInclusion(leaf + 1, hash, size, root, inclusion));
            Assert.False(Proofs.ShowInclusion(leaf, TreeHash.OfLeaf([9]), size, root, inclusion));
            Assert.False(Proofs.ShowInclusion(leaf, hash, size, TreeHash.Empty, inclusion));
            Assert.False(Proofs.ShowInclusion(leaf, hash, size, root, [.. inclusion, hash]));
            Assert.True(Proofs.ShowConsistency(first, tree.Root(first), size, root, consistency));
            Assert.False(Proofs.ShowConsistency(first, TreeHash.OfLeaf([9]), size, root, consistency));
            if (first > 0)
                Assert.False(Proofs.ShowConsistency(first, tree.Root(first), size, TreeHash.OfLeaf([9]), consistency));
            Assert.False(Proofs.ShowConsistency(size + 1, root, size, root, consistency));
            foreach (var i in Enumerable.Range(0, inclusion.Count))
                Assert.False(Proofs.ShowInclusion(leaf, hash, size, root, Spoilt(inclusion, i)));
            foreach (var i in Enumerable.Range(0, consistency.Count))
                Assert.False(Proofs.ShowConsistency(first, tree.Root(first), size, root, Spoilt(consistency, i)));
        },
        iter: 500);

    [Fact]
    public void A_grown_edge_is_that_of_the_tree() => Gen.Int[0, 300].Sample(size =>
    {
        var tree = new Tree(size);
        var resumed = new TreeEdge(size, NodeAddress.Cover(0, size).Select(tree.Node));
        resumed.Add(TreeHash.OfLeaf("more"u8));
        tree.Grow("more");
        Assert.Equal(tree.Root(size + 1), resumed.Root);
    });

    [Fact]
    public void A_checkpoint_opens_with_its_key_alone_and_in_its_own_spelling_alone()
    {
        using var key = LogKey.Make("log/a");
        using var other = LogKey.Make("log/a");
        var checkpoint = new Checkpoint("log/a", 7, TreeHash.OfLeaf([1]));
        var note = key.Sign(checkpoint);

        Assert.Equal(checkpoint, VerifierKey.Read(key.Verifier.ToString())!.Open(note));
        Assert.Null(other.Verifier.Open(note));
        Assert.Equal(checkpoint, LogKey.Read("log/a", key.Export()).Verifier.Open(note));
        for (var i = 0; i < note.Length; i++)
            foreach (var letter in new[] { '0', 'A', '\n', ' ' }.Where(l => l != note[i]))
                Assert.True(key.Verifier.Open(note[..i] + letter + note[(i + 1)..]) is null, $"{i} {letter}: {note}");
    }

    private static Seq<TreeHash> Spoilt(Seq<TreeHash> proof, int at) =>
        proof.Select((hash, i) => i == at ? TreeHash.OfLeaf(Encoding.UTF8.GetBytes(hash.ToString())) : hash).ToSeq();

    private static string Hex(TreeHash hash) => Convert.ToHexStringLower(Convert.FromBase64String(hash.ToString()));

    /// <summary>A whole tree, whose hashes are computed the long way: by their definition.</summary>
    private sealed class Tree(int size)
    {
        private readonly List<TreeHash> leaves =
            [.. Enumerable.Range(0, size).Select(i => TreeHash.OfLeaf(Encoding.UTF8.GetBytes($"leaf {i}")))];

        public TreeHash Leaf(int place) => leaves[place];

        public void Grow(string data) => leaves.Add(TreeHash.OfLeaf(Encoding.UTF8.GetBytes(data)));

        public TreeHash Root(int count) => Hash(leaves[..count]);

        public TreeHash Node(NodeAddress address) =>
            Hash(leaves[(int)(address.Position << address.Level)..(int)((address.Position + 1) << address.Level)]);

        public Seq<TreeHash> Hashes(Seq<LeafRange> ranges) => ranges.Select(r => r.Hash(Node)).ToSeq();

        private static TreeHash Hash(List<TreeHash> part)
        {
            if (part.Count == 0) return TreeHash.Empty;
            if (part.Count == 1) return part[0];

            var split = 1;
            while (split * 2 < part.Count) split *= 2;
            return TreeHash.Of(Hash(part[..split]), Hash(part[split..]));
        }
    }
}
