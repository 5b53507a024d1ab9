# The registry's own tables. The organisation leads every key, so that the tables can be spread by it.
# Times are UTC as text of one width, which sorts by time; truth values are 0 and 1; JSON is text.
# The schema is called "registry" here only; it is whichever one the database's URL means.

schema "registry" {
}

# A repo: the versions of one schema. Its row is the lock of everything in it.
table "atlas_repo" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "slug" {
    type = text
    null = false
  }
  column "name" {
    type = text
    null = false
  }
  column "driver" {
    type = text
    null = true
  }
  column "description" {
    type = text
    null = false
  }
  column "report_envs" {
    type = text
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  column "revision" {
    type = bigint
    null = false
  }
  column "newest_version" {
    type = text
    null = true
  }
  column "newest_sequence" {
    type = bigint
    null = false
  }
  column "newest_default" {
    type = text
    null = true
  }
  column "requires_plan_approval" {
    type    = bigint
    null    = false
    default = 0
  }
  column "protected_envs" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  index "atlas_repo_slug" {
    unique  = true
    columns = [column.organisation, column.slug]
  }
}

# The environments of a repo that somebody deployed to or named in its settings.
table "atlas_environment" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.env]
  }
  foreign_key "atlas_environment_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
}

# Artefacts by their digest, each stored once.
table "atlas_content" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "content" {
    type = text
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.digest]
  }
}

# Versions; never changed and never deleted.
table "atlas_version" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = false
  }
  column "sequence" {
    type = bigint
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "fingerprint" {
    type = text
    null = false
  }
  column "pushed_at" {
    type = text
    null = false
  }
  column "pushed_by" {
    type = text
    null = false
  }
  column "description" {
    type = text
    null = false
  }
  column "claims" {
    type = text
    null = false
  }
  column "source_commit" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.version]
  }
  foreign_key "atlas_version_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
  foreign_key "atlas_version_content" {
    columns     = [column.organisation, column.digest]
    ref_columns = [table.atlas_content.column.organisation, table.atlas_content.column.digest]
  }
  index "atlas_version_sequence" {
    unique  = true
    columns = [column.organisation, column.repo_id, column.sequence]
  }
  index "atlas_version_digest" {
    columns = [column.organisation, column.repo_id, column.digest]
  }
}

# Tags: movable names of versions.
table "atlas_tag" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "tag" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = false
  }
  column "moved_at" {
    type = text
    null = false
  }
  column "moved_by" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.tag]
  }
  foreign_key "atlas_tag_version" {
    columns = [column.organisation, column.repo_id, column.version]
    ref_columns = [
      table.atlas_version.column.organisation, table.atlas_version.column.repo_id, table.atlas_version.column.version,
    ]
  }
  index "atlas_tag_version_tags" {
    columns = [column.organisation, column.repo_id, column.version]
  }
}

# Plans: SQL for one transition of a repo; the review is the last verdict on the text, as JSON.
table "atlas_plan" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "name" {
    type = text
    null = false
  }
  column "from_fingerprint" {
    type = text
    null = false
  }
  column "to_fingerprint" {
    type = text
    null = false
  }
  column "migration" {
    type = text
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "status" {
    type = text
    null = false
  }
  column "author" {
    type = text
    null = false
  }
  column "pushed_at" {
    type = text
    null = false
  }
  column "replay" {
    type = text
    null = false
  }
  column "claims" {
    type = text
    null = false
  }
  column "review" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.name]
  }
  foreign_key "atlas_plan_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
  index "atlas_plan_newest" {
    columns = [column.organisation, column.pushed_at]
  }
  index "atlas_plan_transition" {
    columns = [column.organisation, column.repo_id, column.from_fingerprint, column.to_fingerprint]
  }
}

# What people said of plans; goes with the plan.
table "atlas_plan_comment" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "plan" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "author" {
    type = text
    null = false
  }
  column "said_at" {
    type = text
    null = false
  }
  column "line" {
    type = bigint
    null = true
  }
  column "digest" {
    type = text
    null = false
  }
  column "body" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.plan, column.id]
  }
  foreign_key "atlas_plan_comment_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
}

# Targets: a database in an environment of a repo, and the state of its last deployment.
table "atlas_target" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  column "identity" {
    type = text
    null = false
  }
  column "name" {
    type = text
    null = false
  }
  column "url" {
    type = text
    null = false
  }
  column "driver" {
    type = text
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  column "is_archived" {
    type = bigint
    null = false
  }
  column "sequence" {
    type = bigint
    null = false
  }
  column "current_version" {
    type = text
    null = true
  }
  column "current_sequence" {
    type = bigint
    null = true
  }
  column "current_digest" {
    type = text
    null = true
  }
  column "last_version" {
    type = text
    null = true
  }
  column "last_outcome" {
    type = text
    null = true
  }
  column "found_fingerprint" {
    type = text
    null = true
  }
  column "is_drifted" {
    type = bigint
    null = false
  }
  column "deployed_at" {
    type = text
    null = true
  }
  column "open_deployment" {
    type = text
    null = true
  }
  column "current_deployment" {
    type = text
    null = true
  }
  column "current_since" {
    type = text
    null = true
  }
  column "known_version" {
    type = text
    null = true
  }
  column "verified_at" {
    type = text
    null = true
  }
  column "verified_by" {
    type = text
    null = true
  }
  column "verified_sequence" {
    type = bigint
    null = true
  }
  column "difference" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  foreign_key "atlas_target_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
  index "atlas_target_identity" {
    unique  = true
    columns = [column.organisation, column.repo_id, column.env, column.identity]
  }
}

# The labels (URLs without credentials) under which a target was seen.
table "atlas_label" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "url" {
    type = text
    null = false
  }
  column "target_id" {
    type = text
    null = false
  }
  column "seen_at" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.url, column.target_id]
  }
  foreign_key "atlas_label_target" {
    columns     = [column.organisation, column.target_id]
    ref_columns = [table.atlas_target.column.organisation, table.atlas_target.column.id]
  }
  index "atlas_label_of_target" {
    columns = [column.organisation, column.target_id]
  }
}

# Databases that were refused because a target is known otherwise, until a person says what they are.
table "atlas_claim" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "target_id" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  column "identity" {
    type = text
    null = false
  }
  column "url" {
    type = text
    null = false
  }
  column "seen_at" {
    type = text
    null = false
  }
  column "name" {
    type = text
    null = false
  }
  column "driver" {
    type = text
    null = false
  }
  column "seen_by" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.target_id, column.env, column.identity, column.url]
  }
  foreign_key "atlas_claim_target" {
    columns     = [column.organisation, column.target_id]
    ref_columns = [table.atlas_target.column.organisation, table.atlas_target.column.id]
  }
}

# Deployments and attempts; the bodies are what the client said, as JSON.
table "atlas_deployment" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  column "target_id" {
    type = text
    null = true
  }
  column "database_name" {
    type = text
    null = false
  }
  column "to_version" {
    type = text
    null = true
  }
  column "outcome" {
    type = text
    null = false
  }
  column "subject" {
    type = text
    null = false
  }
  column "begun_at" {
    type = text
    null = false
  }
  column "ended_at" {
    type = text
    null = true
  }
  column "begin_sequence" {
    type = bigint
    null = false
  }
  column "end_sequence" {
    type = bigint
    null = true
  }
  column "begin_body" {
    type = text
    null = false
  }
  column "end_body" {
    type = text
    null = true
  }
  column "progress" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  foreign_key "atlas_deployment_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
  index "atlas_deployment_time" {
    columns = [column.organisation, column.begun_at]
  }
  index "atlas_deployment_version" {
    columns = [column.organisation, column.repo_id, column.to_version]
  }
}

# Revisions of promotion policies; never deleted. One of a repo is in force at most, and one is pending.
table "atlas_policy" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "number" {
    type = bigint
    null = false
  }
  column "state" {
    type = text
    null = false
  }
  column "body" {
    type = text
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "weakens" {
    type = text
    null = false
  }
  column "proposed_at" {
    type = text
    null = false
  }
  column "proposed_by" {
    type = text
    null = false
  }
  column "decided_at" {
    type = text
    null = true
  }
  column "decided_by" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.number]
  }
  foreign_key "atlas_policy_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
}

# Permits: the leave to run one deployment, which gives its id. Never deleted.
table "atlas_permit" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  column "identity" {
    type = text
    null = false
  }
  column "database" {
    type = text
    null = false
  }
  column "from_fingerprint" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = true
  }
  column "digest" {
    type = text
    null = true
  }
  column "plan" {
    type = text
    null = false
  }
  column "policy" {
    type = text
    null = false
  }
  column "subject" {
    type = text
    null = false
  }
  column "granted_at" {
    type = text
    null = false
  }
  column "expires_at" {
    type = text
    null = false
  }
  column "consumed_at" {
    type = text
    null = true
  }
  column "beat_at" {
    type = text
    null = true
  }
  column "closed_at" {
    type = text
    null = true
  }
  column "is_closed_by_end" {
    type = bigint
    null = true
  }
  column "break_glass" {
    type = text
    null = true
  }
  column "awaits_review" {
    type = bigint
    null = false
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  foreign_key "atlas_permit_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
  index "atlas_permit_database" {
    columns = [column.organisation, column.repo_id, column.env, column.identity]
  }
  index "atlas_permit_newest" {
    columns = [column.organisation, column.granted_at]
  }
}

# Versions that aren't promoted any more; an empty env means that a person withdrew it everywhere. Never deleted.
table "atlas_withdrawal" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  column "reason" {
    type = text
    null = false
  }
  column "withdrawn_at" {
    type = text
    null = false
  }
  column "withdrawn_by" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.version, column.env]
  }
  foreign_key "atlas_withdrawal_repo" {
    columns     = [column.organisation, column.repo_id]
    ref_columns = [table.atlas_repo.column.organisation, table.atlas_repo.column.id]
  }
}

# Runs of tests against versions; the body is what the client said, as JSON.
table "atlas_test_run" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = false
  }
  column "outcome" {
    type = text
    null = false
  }
  column "subject" {
    type = text
    null = false
  }
  column "recorded_at" {
    type = text
    null = false
  }
  column "body" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  foreign_key "atlas_test_run_version" {
    columns = [column.organisation, column.repo_id, column.version]
    ref_columns = [
      table.atlas_version.column.organisation, table.atlas_version.column.repo_id, table.atlas_version.column.version,
    ]
  }
  index "atlas_test_run_of_version" {
    columns = [column.organisation, column.repo_id, column.version]
  }
}

# What people's own tests of a running environment said of a database there, and of the deployment that was current.
table "atlas_validation" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "target_id" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "env" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "deployment_id" {
    type = text
    null = false
  }
  column "name" {
    type = text
    null = false
  }
  column "outcome" {
    type = text
    null = false
  }
  column "sequence" {
    type = bigint
    null = false
  }
  column "subject" {
    type = text
    null = false
  }
  column "reported_at" {
    type = text
    null = false
  }
  column "body" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.id, column.target_id]
  }
  foreign_key "atlas_validation_target" {
    columns     = [column.organisation, column.target_id]
    ref_columns = [table.atlas_target.column.organisation, table.atlas_target.column.id]
  }
  foreign_key "atlas_validation_deployment" {
    columns     = [column.organisation, column.deployment_id]
    ref_columns = [table.atlas_deployment.column.organisation, table.atlas_deployment.column.id]
  }
  index "atlas_validation_of_target" {
    columns = [column.organisation, column.target_id, column.name, column.sequence]
  }
  index "atlas_validation_of_version" {
    columns = [column.organisation, column.repo_id, column.version]
  }
  index "atlas_validation_of_deployment" {
    columns = [column.organisation, column.deployment_id]
  }
}

# What agents saw on targets, under their signatures. Never deleted.
table "atlas_verification" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "target_id" {
    type = text
    null = false
  }
  column "verdict" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = true
  }
  column "subject" {
    type = text
    null = false
  }
  column "received_at" {
    type = text
    null = false
  }
  column "body" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  foreign_key "atlas_verification_target" {
    columns     = [column.organisation, column.target_id]
    ref_columns = [table.atlas_target.column.organisation, table.atlas_target.column.id]
  }
  index "atlas_verification_target_time" {
    columns = [column.organisation, column.target_id, column.received_at]
  }
}

# The public keys of agents, by the names of their tokens.
table "atlas_agent" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "subject" {
    type = text
    null = false
  }
  column "public_key" {
    type = text
    null = false
  }
  column "added_at" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.subject]
  }
}

# Audit events: canonical bytes and their SHA-256, written with what they tell of. A sequencer fills in the leaf later.
table "atlas_event" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "happened_at" {
    type = text
    null = false
  }
  column "subject" {
    type = text
    null = false
  }
  column "action" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = true
  }
  column "body" {
    type = text
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "leaf" {
    type = bigint
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  index "atlas_event_leaf" {
    columns = [column.organisation, column.leaf]
  }
}

# Tokens; only the hash of the secret is here.
table "atlas_token" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "name" {
    type = text
    null = false
  }
  column "hash" {
    type = text
    null = false
  }
  column "scopes" {
    type = text
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  column "created_by" {
    type = text
    null = false
  }
  column "expires_at" {
    type = text
    null = true
  }
  column "revoked_at" {
    type = text
    null = true
  }
  column "is_bot" {
    type    = bigint
    null    = false
    default = 0
  }
  column "issuer" {
    type = text
    null = true
  }
  column "vouched" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  index "atlas_token_id" {
    columns = [column.id]
  }
}

# Tombstones: versions whose content was taken away; the content's row stays, empty.
table "atlas_redaction" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = false
  }
  column "version" {
    type = text
    null = false
  }
  column "digest" {
    type = text
    null = false
  }
  column "redacted_at" {
    type = text
    null = false
  }
  column "redacted_by" {
    type = text
    null = false
  }
  column "reason" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.repo_id, column.version]
  }
  foreign_key "atlas_redaction_version" {
    columns = [column.organisation, column.repo_id, column.version]
    ref_columns = [
      table.atlas_version.column.organisation, table.atlas_version.column.repo_id, table.atlas_version.column.version,
    ]
  }
  index "atlas_redaction_digest" {
    columns = [column.organisation, column.digest]
  }
}

# Sign-ins of people in a browser; only the hash of the secret is here.
table "atlas_session" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "hash" {
    type = text
    null = false
  }
  column "token_id" {
    type = text
    null = false
  }
  column "opened_at" {
    type = text
    null = false
  }
  column "expires_at" {
    type = text
    null = false
  }
  column "closed_at" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
  index "atlas_session_id" {
    columns = [column.id]
  }
}

# Audit logs: how many events have their places, and the private key that signs.
table "atlas_log" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "origin" {
    type = text
    null = false
  }
  column "size" {
    type = bigint
    null = false
  }
  column "private_key" {
    type = text
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation]
  }
}

# The complete subtrees of a log's Merkle tree: level 0 holds the leaves.
table "atlas_node" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "level" {
    type = bigint
    null = false
  }
  column "position" {
    type = bigint
    null = false
  }
  column "hash" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.level, column.position]
  }
}

# What a log was signed as, each time that it grew.
table "atlas_checkpoint" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "size" {
    type = bigint
    null = false
  }
  column "note" {
    type = text
    null = false
  }
  column "signed_at" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.size]
  }
}

# Webhooks: who is told what happens. The secret signs what is sent, so it can't be a hash. A removed one stays, marked.
table "atlas_webhook" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "url" {
    type = text
    null = false
  }
  column "format" {
    type = text
    null = false
  }
  column "events" {
    type = text
    null = false
  }
  column "repo_id" {
    type = text
    null = true
  }
  column "secret" {
    type = text
    null = false
  }
  column "next_leaf" {
    type = bigint
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  column "created_by" {
    type = text
    null = false
  }
  column "removed_at" {
    type = text
    null = true
  }
  primary_key {
    columns = [column.organisation, column.id]
  }
}

# What is sent to webhooks: one row for each event and webhook, kept as the record of what arrived.
table "atlas_delivery" {
  schema = schema.registry
  column "organisation" {
    type = text
    null = false
  }
  column "webhook_id" {
    type = text
    null = false
  }
  column "id" {
    type = text
    null = false
  }
  column "event_id" {
    type = text
    null = false
  }
  column "leaf" {
    type = bigint
    null = false
  }
  column "action" {
    type = text
    null = false
  }
  column "state" {
    type = text
    null = false
  }
  column "attempts" {
    type = bigint
    null = false
  }
  column "created_at" {
    type = text
    null = false
  }
  column "next_at" {
    type = text
    null = true
  }
  column "delivered_at" {
    type = text
    null = true
  }
  column "problem" {
    type = text
    null = false
  }
  primary_key {
    columns = [column.organisation, column.webhook_id, column.id]
  }
  foreign_key "atlas_delivery_webhook" {
    columns     = [column.organisation, column.webhook_id]
    ref_columns = [table.atlas_webhook.column.organisation, table.atlas_webhook.column.id]
  }
  index "atlas_delivery_due" {
    columns = [column.organisation, column.state, column.next_at]
  }
  index "atlas_delivery_order" {
    columns = [column.organisation, column.webhook_id, column.leaf]
  }
}
