using Atlas.Core.Model;
using Atlas.Core.Registries;

namespace Atlas.Registry.Log;

/// <summary>The newest events of a part of the audit log.</summary>
/// <param name="Entries">The events, newest first, without proofs.</param>
/// <param name="Next">The place after the next older event to look at; 0 when all were looked at.</param>
/// <param name="Size">How many entries the log has.</param>
public sealed record AuditTail(Seq<AuditEntry> Entries, long Next, long Size);
