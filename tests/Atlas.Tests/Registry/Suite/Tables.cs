namespace Atlas.Tests.Registry.Suite;

/// <summary>The registry's tables, until the engine makes them.</summary>
internal static class Tables
{
    public const string Sql = """
        CREATE TABLE atlas_repo (organisation text NOT NULL, id text NOT NULL, slug text NOT NULL, name text NOT NULL, driver text, description text NOT NULL, report_envs text NOT NULL, created_at text NOT NULL, revision bigint NOT NULL, newest_version text, newest_sequence bigint NOT NULL, newest_default text, PRIMARY KEY (organisation, id));
        CREATE UNIQUE INDEX atlas_repo_slug ON atlas_repo (organisation, slug);
        CREATE TABLE atlas_environment (organisation text NOT NULL, repo_id text NOT NULL, env text NOT NULL, PRIMARY KEY (organisation, repo_id, env), CONSTRAINT atlas_environment_repo FOREIGN KEY (organisation, repo_id) REFERENCES atlas_repo (organisation, id));
        CREATE TABLE atlas_content (organisation text NOT NULL, digest text NOT NULL, content text NOT NULL, created_at text NOT NULL, PRIMARY KEY (organisation, digest));
        CREATE TABLE atlas_version (organisation text NOT NULL, repo_id text NOT NULL, version text NOT NULL, sequence bigint NOT NULL, digest text NOT NULL, fingerprint text NOT NULL, pushed_at text NOT NULL, pushed_by text NOT NULL, description text NOT NULL, claims text NOT NULL, source_commit text, PRIMARY KEY (organisation, repo_id, version), CONSTRAINT atlas_version_repo FOREIGN KEY (organisation, repo_id) REFERENCES atlas_repo (organisation, id), CONSTRAINT atlas_version_content FOREIGN KEY (organisation, digest) REFERENCES atlas_content (organisation, digest));
        CREATE UNIQUE INDEX atlas_version_sequence ON atlas_version (organisation, repo_id, sequence);
        CREATE INDEX atlas_version_digest ON atlas_version (organisation, repo_id, digest);
        CREATE TABLE atlas_tag (organisation text NOT NULL, repo_id text NOT NULL, tag text NOT NULL, version text NOT NULL, moved_at text NOT NULL, moved_by text NOT NULL, PRIMARY KEY (organisation, repo_id, tag), CONSTRAINT atlas_tag_version FOREIGN KEY (organisation, repo_id, version) REFERENCES atlas_version (organisation, repo_id, version));
        CREATE INDEX atlas_tag_version_tags ON atlas_tag (organisation, repo_id, version);
        CREATE TABLE atlas_target (organisation text NOT NULL, id text NOT NULL, repo_id text NOT NULL, env text NOT NULL, identity text NOT NULL, name text NOT NULL, url text NOT NULL, driver text NOT NULL, created_at text NOT NULL, is_archived bigint NOT NULL, sequence bigint NOT NULL, current_version text, current_sequence bigint, current_digest text, last_version text, last_outcome text, found_fingerprint text, is_drifted bigint NOT NULL, deployed_at text, open_deployment text, PRIMARY KEY (organisation, id), CONSTRAINT atlas_target_repo FOREIGN KEY (organisation, repo_id) REFERENCES atlas_repo (organisation, id));
        CREATE UNIQUE INDEX atlas_target_identity ON atlas_target (organisation, repo_id, env, identity);
        CREATE TABLE atlas_label (organisation text NOT NULL, repo_id text NOT NULL, url text NOT NULL, target_id text NOT NULL, seen_at text NOT NULL, PRIMARY KEY (organisation, repo_id, url, target_id), CONSTRAINT atlas_label_target FOREIGN KEY (organisation, target_id) REFERENCES atlas_target (organisation, id));
        CREATE INDEX atlas_label_of_target ON atlas_label (organisation, target_id);
        CREATE TABLE atlas_claim (organisation text NOT NULL, target_id text NOT NULL, repo_id text NOT NULL, env text NOT NULL, identity text NOT NULL, url text NOT NULL, seen_at text NOT NULL, name text NOT NULL, driver text NOT NULL, seen_by text NOT NULL, PRIMARY KEY (organisation, target_id, env, identity, url), CONSTRAINT atlas_claim_target FOREIGN KEY (organisation, target_id) REFERENCES atlas_target (organisation, id));
        CREATE TABLE atlas_deployment (organisation text NOT NULL, id text NOT NULL, repo_id text NOT NULL, env text NOT NULL, target_id text, database_name text NOT NULL, to_version text, outcome text NOT NULL, subject text NOT NULL, begun_at text NOT NULL, ended_at text, begin_sequence bigint NOT NULL, end_sequence bigint, begin_body text NOT NULL, end_body text, PRIMARY KEY (organisation, id), CONSTRAINT atlas_deployment_repo FOREIGN KEY (organisation, repo_id) REFERENCES atlas_repo (organisation, id));
        CREATE INDEX atlas_deployment_time ON atlas_deployment (organisation, begun_at);
        CREATE INDEX atlas_deployment_version ON atlas_deployment (organisation, repo_id, to_version);
        CREATE TABLE atlas_event (organisation text NOT NULL, id text NOT NULL, happened_at text NOT NULL, subject text NOT NULL, action text NOT NULL, repo_id text, body text NOT NULL, digest text NOT NULL, leaf bigint, PRIMARY KEY (organisation, id));
        CREATE INDEX atlas_event_leaf ON atlas_event (organisation, leaf);
        CREATE TABLE atlas_token (organisation text NOT NULL, id text NOT NULL, name text NOT NULL, hash text NOT NULL, scopes text NOT NULL, created_at text NOT NULL, created_by text NOT NULL, expires_at text, revoked_at text, PRIMARY KEY (organisation, id));
        CREATE INDEX atlas_token_id ON atlas_token (id);
        """;
}
