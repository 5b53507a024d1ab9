using Atlas.Core.Model;

namespace Atlas.Cli.Screen.Evidence;

/// <summary>Which chapter answers which control of the frameworks that auditors work by.</summary>
internal static class Controls
{
    /// <summary>The table of controls.</summary>
    public static readonly EvidenceTable Table = new(
        "controls", "Which control is answered where",
        "What each control asks of changes to a database's schema, and the chapters that show it. Whether that is enough is " +
        "the auditor's judgement: the application's code, its data and the database server's own accounts are not covered.",
        ["CONTROL", "ASKS FOR", "SHOWN IN"],
        [
            Control("SOC 2 CC8.1", "Changes are authorised, designed, developed, tested, approved and implemented.",
                "changes, refusals, exceptions, unauthorised, policies"),
            Control("ISO/IEC 27002:2022 8.31", "Development, test and production environments are separated.",
                "changes (BEFORE), policies, access-at-end"),
            Control("ISO/IEC 27002:2022 8.32", "Changes follow a change management procedure.",
                "changes, refusals, exceptions, duties, policies"),
            Control("PCI DSS 4.0 6.5.1", "Changes have a reason, an approval, tests, and a documented outcome.",
                "changes, exceptions"),
            Control("PCI DSS 4.0 6.5.2", "After a significant change, what it was meant to reach is confirmed.",
                "targets, sightings, verification-gaps"),
            Control("PCI DSS 4.0 6.5.3 and 6.5.4",
                "Environments before production are separated, and so are the roles in them.",
                "access-at-start, access-at-end, duties"),
            Control("HIPAA 45 CFR 164.312(b)", "Activity in systems with health information is recorded and examined.",
                "sightings, changes, and the log itself in audit.jsonl"),
            Control("HIPAA 45 CFR 164.312(c)(1) and 164.308(a)(8)",
                "Information is protected from improper alteration; safeguards are evaluated.",
                "targets, unauthorised, verification-gaps"),
        ]);

    private static Seq<string> Control(string name, string asks, string shown) => [name, asks, shown];
}
