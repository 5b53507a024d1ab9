using Atlas.Core.Diff;
using Atlas.Core.Model;

namespace Atlas.Tests.Properties.Generators;

/// <summary>A realm, and the same one after a few random edits.</summary>
public sealed record RealmPair(Realm Current, Realm Desired, Seq<Rename> Renames);
