data "cloud_databases" "staging" {
  repo = "myapp"
  env  = "staging"
}

locals {
  # `try` guards against the case where no staging deployment was reported to the registry yet.
  staging_version = try(data.cloud_databases.staging.targets[0].current_version, null)
}

env "production" {
  url = getenv("PROD_URL")
  schema {
    src = "atlas://myapp"
  }
  check "schema_apply" {
    deny "version_mismatch" {
      condition = self.planned_migration.target_version != local.staging_version
      message   = <<-MSG
      Production can only be promoted to the version validated in staging.
      Current staging version: ${local.staging_version}, planned production version: ${self.planned_migration.target_version}
      MSG
    }
  }
}

env "staging" {
  url = getenv("STAGING_URL")
  schema {
    src = "atlas://myapp"
  }
}

# Every deployment is reported to the registry.
atlas {
  cloud {
    report = true
  }
}
