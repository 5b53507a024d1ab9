using Atlas.Tests.Databases.Postgres;
using Atlas.Tests.Registry.Suite;

namespace Atlas.Tests.Registry;

[Collection("postgres")]
public sealed class PostgresPlanFacts(PrivatePostgres server) : PlanFacts(new PostgresDoor(server));
